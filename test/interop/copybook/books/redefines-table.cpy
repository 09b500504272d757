       01  MONTHS-REC.
           05  MONTH-NAMES             PIC X(12).
           05  MONTH-TABLE             REDEFINES MONTH-NAMES.
               10  MONTH-NAME          PIC X(3) OCCURS 4 TIMES.
           05  LINE-GROUP              OCCURS 2 TIMES.
               10  LINE-TEXT           PIC X(6).
               10  LINE-NUMBER         REDEFINES LINE-TEXT PIC 9(6).
