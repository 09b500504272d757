       01  REDEFINES-REC.
           05  A1  PIC X(4).
           05  A2  REDEFINES A0 PIC 9(4).
           05  A3  PIC X(4).
           05  A4  REDEFINES A1 PIC 9(4).
           05  A5.
               10  A6  PIC X(2).
               10  A7  REDEFINES A3 PIC X(2).
           05  A8  REDEFINES PIC X(2).
           05  A9  PIC X(2) OCCURS 3.
           05  B1  REDEFINES A9 PIC X(6).
           05  B2  PIC X(2).
           05  B3  REDEFINES B2 PIC X(5).
           05  N   PIC 9.
           05  B4.
               10  B5  PIC X OCCURS 1 TO 3 DEPENDING ON N.
           05  B6  REDEFINES B4 PIC X(3).
       01  OTHER-REC REDEFINES REDEFINE-REC.
           05  C1  PIC X.
