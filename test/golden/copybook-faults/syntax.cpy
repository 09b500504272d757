       01  SYNTAX-REC
           05  A1  PIC X(3).
           05  A2  PIC X(3) VALUE "never closed.
           05  A3  PIC X(3)
           05  A4  PIC X(3).
           05  A5  PIC X(3) ; ; .
           05  A6  PIC X(3) ?.
       MOVE A1 TO A2.
           05  A7  PIC X(3)..
           05
