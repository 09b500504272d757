000100 01  SEQUENCED-REC.                                               SEQREC01
000200     05  SQ-KEY                  PIC X(6).                        SEQREC02
000300     05  SQ-LITERAL              PIC X(60) VALUE 'TEXT THAT GOES  SEQREC03
000400-    'ON IN THE NEXT LINE'.                                       SEQREC04
000500*   A COMMENT BETWEEN ITEMS                                       SEQREC05
000600     05  SQ-NUMBER                                                SEQREC06
000700         PIC S9(5)V99                                             SEQREC07
000800         COMP-3.                                                  SEQREC08
