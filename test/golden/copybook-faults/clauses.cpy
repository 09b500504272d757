       01  CLAUSES.
           05  A1  PIC X(3) COMP-3.
           05  A2  PIC X(3) SIGN LEADING.
           05  A3  PIC 9(3) SIGN LEADING.
           05  A4  PIC S9(3) COMP SIGN LEADING SEPARATE.
           05  A5  PIC 9(3) JUSTIFIED RIGHT.
           05  A6  PIC S9(3) COMP-3 BLANK WHEN ZERO.
           05  A7  PIC X(3) BLANK WHEN ZERO.
           05  A8  COMP-1 PIC 9(3).
           05  A9  PIC X(3) PIC X(4).
           05  B1  PIC 9(3) COMP COMP-3.
           05  B2  PIC X(2) OCCURS 2 OCCURS 3.
           05  B3  PIC X(2) VALUE 'A' VALUE 'B'.
           05  B4  PIC X(2) COLOUR RED.
           05  B5  PIC X(2) VALEU 'A'.
           05  B6  PICTRUE X(2).
           05  B7  PIC X(2) USAGE POINTER.
           05  GROUP-1 PIC X(2).
               10  C1  PIC X.
           05  GROUP-2 JUSTIFIED.
               10  C2  PIC X.
           05  C3  PIC G(4) COMP-3.
           05  C4  INDEX.
           05  C5  PIC X(3) EXTERNAL.
