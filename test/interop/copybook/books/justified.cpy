       01  JUSTIFIED-REC.
           05  J-RIGHT                 PIC X(10) JUSTIFIED RIGHT.
           05  J-SHORT                 PIC X(4) JUST.
           05  J-ALPHA                 PIC A(6) JUSTIFIED.
           05  J-LEFT                  PIC X(10).
