       01  COMP-X-REC.
           05  X-02                    PIC 9(2) COMP-X.
           05  X-04                    PIC 9(4) COMP-X.
           05  X-06                    PIC 9(6) COMP-X.
           05  X-09                    PIC 9(9) COMP-X.
           05  X-TAIL                  PIC X(3).
