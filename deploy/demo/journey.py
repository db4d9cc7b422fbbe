"""One whole visit on the real programs, step by step, with a picture of each step.

Two visitors: one takes a ticket at the kiosk by touch, in Arabic; one scans the live code with a
phone. A member of staff calls them. Then the power fails, and the day goes on.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from deploy.demo import browser as chromium
from deploy.demo.codes import read_code
from deploy.demo.processes import PASSPHRASE, House, wait_for
from deploy.demo.touch import Screen

SERVICE = "renew"


@dataclass
class Journey:
    """The steps, in order. `say` gets a line for each; pictures go to `pictures`."""

    house: House
    pictures: Path
    browser: Browser
    say: Callable[[str], None]

    def __post_init__(self) -> None:
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.open_screens()
        self._step = 0

    def open_screens(self) -> None:
        self.kiosk = Screen(self.house.socket("kiosk"))
        self.board = Screen(self.house.socket("display"))

    def play(self) -> None:
        self.welcome()
        self.take_a_ticket("ar")
        self.kiosk.touch("done")
        phone = self.book_by_phone(self.live_code())
        desk = self.sign_in("1")
        number = self.call_next(desk)
        self.call_again(desk, number)
        self._take(phone, "phone-ticket-later")
        self.finish(desk)
        self.lose_the_office()
        self.power_cut(number)

    def welcome(self) -> None:
        self.kiosk.wait_label("welcome")
        self.picture(self.kiosk, "kiosk-welcome-de", "The kiosk: free times and the live code")
        self.picture(self.board, "board-before", "The board before the call")

    def take_a_ticket(self, language: str) -> str:
        """By touch: language, service, time; the number on the screen, the ticket on paper."""
        self.kiosk.touch(f"language-{language}")
        self.picture(self.kiosk, f"kiosk-welcome-{language}", "The same in Arabic, mirrored")
        self.kiosk.touch(f"service-{SERVICE}")
        start = wait_for("a free time on the kiosk", self.first_start)
        self.picture(self.kiosk, f"kiosk-times-{language}", "The next free times")
        before = len(self.printed())
        self.kiosk.touch(start)
        wait_for("a number on the kiosk", lambda: self.kiosk.shows("number"))
        number = self.kiosk.text("number").replace(" ", "")
        ticket = wait_for("the printed ticket", lambda: self.printed()[before:] or None)[0]
        self.picture(self.kiosk, f"kiosk-ticket-{language}", f"Number {number} stays on screen")
        self._step += 1
        paper = self.pictures / f"{self._step:02}-ticket-printed-{language}.png"
        shutil.copyfile(ticket, paper)
        self.say(f"{self._step:2}. The ticket as it came out of the printer  {paper.name}")
        return number

    def first_start(self) -> str | None:
        """objectName of the first time chip on the kiosk's screen."""
        return next(iter(self.kiosk.state["starts"]), None)

    def printed(self) -> list[Path]:
        return sorted(self.house.tickets.glob("*.png"))

    def live_code(self) -> str:
        """The address in the code on the kiosk's screen, read from its picture."""
        wait_for("the live code", lambda: self.kiosk.shows("live-code"))
        shot = self.kiosk.picture(self.pictures / "live-code.png")
        url = read_code(shot, "/Q/")
        shot.unlink()
        return url

    def book_by_phone(self, url: str) -> Page:
        """Follow the live code to a booked ticket, and say "I am here"."""
        phone = chromium.phone(self.browser, "en")
        phone.goto(url)
        self._take(phone, "phone-services")
        phone.locator(f'a[href*="service={SERVICE}"]').first.click()
        self._take(phone, "phone-times")
        phone.locator('button[name="start"]').first.click()
        phone.wait_for_url("**/t/*")
        self._take(phone, "phone-kept")
        phone.locator("#book").click()
        wait_for("a number on the phone", phone.locator("#number").count)
        self._take(phone, "phone-ticket")
        phone.locator("#check-in").click()
        wait_for("the phone's ticket to wait", lambda: not phone.locator("#check-in").count())
        return phone

    def sign_in(self, desk: str) -> Page:
        page = chromium.desk(self.browser)
        page.goto(f"{self.house.url}/o/{self.house.office_id}/desks/{desk}")
        self._take(page, "desk-sign-in")
        page.locator("#phrase").fill(PASSPHRASE)
        page.locator("#sign-in").click()
        page.wait_for_url(f"**/desks/{desk}")
        self._take(page, "desk-who-waits")
        return page

    def call_next(self, desk: Page) -> str:
        """Press "call next" and see the number on the board."""
        return self._call(desk, "#call-next")

    def call(self, desk: Page, number: str) -> str:
        """Press the button beside one number."""
        spaced = f"{number[0]} {number[1:]}"
        return self._call(desk, f'button[aria-label*="{spaced}"]')

    def _call(self, desk: Page, button: str) -> str:
        before = max((int(label) for label, _ in self.board.frames if label.isdigit()), default=0)
        desk.locator(button).first.click()
        self._announced(before)
        number = str(self.board.state["number"])
        self.picture(self.board, "board-call", f"The board calls {number}")
        self._take(desk, "desk-my-visitor")
        return number

    def call_again(self, desk: Page, number: str) -> None:
        before = max(int(label) for label, _ in self.board.frames if label.isdigit())
        desk.locator("#recall").click()
        self._announced(before)
        self.picture(self.board, "board-call-again", f"…and calls {number} again")

    def finish(self, desk: Page) -> None:
        desk.locator("#start").click()
        desk.locator("#finish").click()
        wait_for("the desk to be free", desk.locator("#call-next").count)
        self._take(desk, "desk-finished")

    def lose_the_office(self) -> None:
        """kill -9 of the office: within 5 s the screens say so."""
        self.house.office.kill()
        wait_for("the board to say it is stale", lambda: self.board.state["stale"])
        self.picture(self.board, "board-stale", "The office is gone: the board says so")
        self.kiosk.wait_label("unreachable")
        self.picture(self.kiosk, "kiosk-unreachable", "…and so does the kiosk")

    def power_cut(self, number: str) -> None:
        """kill -9 of everything else too; all comes back and shows the truth."""
        for screen in (self.kiosk, self.board):
            screen.close()
        self.house.kill_all()
        self.house.start_all()
        self.open_screens()
        self.kiosk.wait_label("welcome")
        wait_for("the board to be live", lambda: number in self._numbers_on_board())
        self.picture(self.board, "board-after-power-cut", "After kill -9 of everything: the truth")
        self.picture(self.kiosk, "kiosk-after-power-cut", "The kiosk gives out times again")

    def _numbers_on_board(self) -> str:
        return " ".join(self.board.texts).replace(" ", "")

    def _announced(self, before: int) -> None:
        wait_for(
            "the call on the board",
            lambda: any(int(at) > before for at, _ in self.board.frames if at.isdigit()),
        )

    def picture(self, screen: Screen, name: str, caption: str) -> None:
        self._step += 1
        file = screen.picture(self.pictures / f"{self._step:02}-{name}.png")
        self.say(f"{self._step:2}. {caption}  {file.name}")

    def _take(self, page: Page, name: str) -> None:
        self._step += 1
        file = self.pictures / f"{self._step:02}-{name}.png"
        page.screenshot(path=str(file), full_page=True)
        self.say(f"{self._step:2}. {name.replace('-', ' ')}  {file.name}")

    def close(self) -> None:
        self.kiosk.close()
        self.board.close()
