// The button to print with: there is none where no script runs, for it would do nothing.

const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => print());
