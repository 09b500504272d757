       01  REFERENCES-REC.
           05  HOME.
               10  CNT  PIC 9.
           05  WORK.
               10  CNT  PIC 9.
           05  T1  PIC X OCCURS 1 TO 3 DEPENDING ON CNT.
           05  T2  PIC X OCCURS 1 TO 3 DEPENDING ON CNT OF HOMES.
           05  T3  PIC X OCCURS 1 TO 3 DEPENDING ON CNT IN WORK.
