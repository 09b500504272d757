       01  EMPLOYEE-REC.
           02  EMP-KEY.
               03  EMP-DIVISION        PIC X(2).
               03  EMP-NUMBER          PIC 9(6).
           02  EMP-NAME.
               04  EMP-LAST            PIC X(12).
               04  EMP-FIRST           PIC X(10).
           02  EMP-PAY.
               03  EMP-RATE            PIC S9(3)V99 COMP-3.
               03  EMP-HOURS           PIC S9(3)V9 COMP-3.
           66  EMP-ID                  RENAMES EMP-KEY.
           66  EMP-FULL-NAME           RENAMES EMP-LAST THRU EMP-FIRST.
