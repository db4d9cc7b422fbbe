"""Files that other programs wrote: finished titles and appointments, read row by row.

What is not needed is dropped on reading. A damaged row is named by its line and by what is wrong
with which column, never by what it holds, and stops no other row.
"""
