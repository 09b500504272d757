       01  VALUES-REC.
           05  A1  PIC X(3) VALUE 'ABCD'.
           05  A2  PIC X(3) VALUE 12.
           05  A3  PIC X(3) VALUE 1.5.
           05  A4  PIC 9(3) VALUE 1234.
           05  A5  PIC 9(3) VALUE -1.
           05  A6  PIC 9(3)V9 VALUE 1.25.
           05  A7  PIC 9(3) VALUE 'ABC'.
           05  A8  PIC 9(3) VALUE SPACES.
           05  A9  PIC 9(3) VALUE ALL '1'.
           05  B1  PIC X(3) VALUE.
           05  B2  PIC X(3) VALUE 'open.
           05  B3  PIC X(2) VALUE X'4'.
           05  B4  PIC X(2) VALUE X'C1C2C3'.
           05  B5  PIC X(2) VALUE SPACE-CRAFT.
           05  B6  VALUE 'ABCD'.
               10  B7  PIC X(2) VALUE 'X'.
               10  B8  PIC 9(2).
