       01  EDITED-PICTURES.
           05  A1  PIC S9,9.
           05  A2  PIC CR99.
           05  A3  PIC +99-.
           05  A4  PIC -99CR.
           05  A5  PIC 9+9.
           05  A6  PIC ZZ9ZZ.
           05  A7  PIC Z*9.
           05  A8  PIC $$$ZZ9.
           05  A9  PIC 9$9.
           05  B1  PIC 9.9.9.
           05  B2  PIC ./B.
           05  B3  PIC ZZ9.99 COMP-3.
           05  B4  PIC ***9 BLANK WHEN ZERO.
