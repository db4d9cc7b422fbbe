"""What puts Wartemarke on machines, and what checks the source tree before it goes there."""
