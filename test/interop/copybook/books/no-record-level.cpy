       05  STARTS-AT-FIVE              PIC X(5).
       05  SAF-GROUP.
           10  SAF-NUMBER              PIC 9(5).
           10  SAF-AMOUNT              PIC S9(5)V99 COMP-3.
       05  SAF-END                     PIC X(2).
