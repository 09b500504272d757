           05  BEFORE-ANY-RECORD PIC X.
       01  LEVELS.
           05  A1  PIC X.
           50  A2  PIC X.
           00  A3  PIC X.
           AB  A4  PIC X.
           05  A5.
               10  A6 PIC X.
             07  A7 PIC X.
           77  A8  PIC X.
           05  A9  PIC X.
           88  A10 VALUE 'X' PIC X.
           88  A11.
           88  VALUE 'Y'.
           88  A12 VALUE 'Z'.
           88  A12 VALUE 'W'.
