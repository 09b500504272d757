       01  BINARY-UNSIGNED.
           05  UB-01                   PIC 9(1) COMP.
           05  UB-03                   PIC 9(3) COMP.
           05  UB-04                   PIC 9(4) COMP.
           05  UB-06                   PIC 9(6) BINARY.
           05  UB-09                   PIC 9(9) COMPUTATIONAL.
           05  UB-12                   PIC 9(12) COMP.
           05  UB-18                   PIC 9(18) COMP.
