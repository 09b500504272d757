       IDENTIFICATION DIVISION.
       PROGRAM-ID. APPTLOAD.
      *----------------------------------------------------------------*
      * Loads one file of appointment records into the book of taken   *
      * slots and answers every record.                                *
      *                                                                *
      * APPTIN    appointment records, fixed length, no separators     *
      * APPTOUT   one answer record for every input record             *
      * BOOKIN    the book before this run; may be absent              *
      * BOOKOUT   the book after this run                              *
      * APPTRPT   one line for every input record, numbers edited      *
      *                                                                *
      * Return code 0: every record is answered. 16: a file could not  *
      * be used, nothing of this run counts.                           *
      *----------------------------------------------------------------*
       ENVIRONMENT DIVISION.
       INPUT-OUTPUT SECTION.
       FILE-CONTROL.
           SELECT APPT-FILE ASSIGN TO EXTERNAL APPTIN
               ORGANIZATION IS SEQUENTIAL
               FILE STATUS IS WS-APPT-STATUS.
           SELECT ANSWER-FILE ASSIGN TO EXTERNAL APPTOUT
               ORGANIZATION IS SEQUENTIAL
               FILE STATUS IS WS-ANSWER-STATUS.
           SELECT OPTIONAL BOOK-IN-FILE ASSIGN TO EXTERNAL BOOKIN
               ORGANIZATION IS SEQUENTIAL
               FILE STATUS IS WS-BOOK-IN-STATUS.
           SELECT BOOK-OUT-FILE ASSIGN TO EXTERNAL BOOKOUT
               ORGANIZATION IS SEQUENTIAL
               FILE STATUS IS WS-BOOK-OUT-STATUS.
           SELECT REPORT-FILE ASSIGN TO EXTERNAL APPTRPT
               ORGANIZATION IS LINE SEQUENTIAL
               FILE STATUS IS WS-REPORT-STATUS.

       DATA DIVISION.
       FILE SECTION.
       FD  APPT-FILE.
           COPY "appointment.cpy".
       FD  ANSWER-FILE.
           COPY "answer.cpy".
       FD  BOOK-IN-FILE.
       01  BOOK-IN-REC              PIC X(25).
       FD  BOOK-OUT-FILE.
       01  BOOK-OUT-REC             PIC X(25).
       FD  REPORT-FILE.
       01  REPORT-REC               PIC X(100).

       WORKING-STORAGE SECTION.
       01  WS-FILE-STATUSES.
           05  WS-APPT-STATUS       PIC X(2).
           05  WS-ANSWER-STATUS     PIC X(2).
           05  WS-BOOK-IN-STATUS    PIC X(2).
           05  WS-BOOK-OUT-STATUS   PIC X(2).
           05  WS-REPORT-STATUS     PIC X(2).

       01  WS-SWITCHES.
           05  WS-APPT-END          PIC X      VALUE "N".
               88  END-OF-APPTS                VALUE "Y".
           05  WS-BOOK-END          PIC X      VALUE "N".
               88  END-OF-BOOK                 VALUE "Y".

       01  WS-FAULT.
           05  WS-FAULT-FILE        PIC X(8).
           05  WS-FAULT-STATUS      PIC X(2).

      * The book: one entry for every appointment that holds a slot.
       01  WS-BOOK-SIZE             PIC 9(5)   COMP VALUE 0.
       01  WS-BOOK.
           05  WS-BOOK-ENTRY OCCURS 0 TO 5000 TIMES
                             DEPENDING ON WS-BOOK-SIZE
                             INDEXED BY BK-IX.
               10  BOOK-NUM         PIC 9(9).
               10  BOOK-TIME        PIC X(16).

      * Entry of the appointment at hand and of who holds its slot;
      * 0 when there is none.
       01  WS-OWN-ENTRY             PIC 9(5)   COMP.
       01  WS-SLOT-ENTRY            PIC 9(5)   COMP.
       01  WS-LAST-ENTRY            PIC 9(5)   COMP.
       01  WS-BOOK-LIMIT            PIC 9(5)   COMP VALUE 5000.

       01  WS-REASON                PIC X(30).

       01  WS-TIME.
           05  WS-YEAR              PIC X(4).
           05  WS-DASH-1            PIC X.
           05  WS-MONTH             PIC X(2).
           05  WS-DASH-2            PIC X.
           05  WS-DAY               PIC X(2).
           05  WS-LETTER-T          PIC X.
           05  WS-HOUR              PIC X(2).
           05  WS-COLON             PIC X.
           05  WS-MINUTE            PIC X(2).
       01  WS-DATE                  PIC 9(8).

       01  WS-REPORT-LINE.
           05  RPT-ACTION           PIC X.
           05  FILLER               PIC X      VALUE SPACE.
           05  RPT-NUM              PIC 9(9).
           05  FILLER               PIC X      VALUE SPACE.
           05  RPT-STATUS           PIC X(4).
           05  FILLER               PIC X      VALUE SPACE.
           05  RPT-MINUTES          PIC ZZZ9.
           05  FILLER               PIC X      VALUE SPACE.
           05  RPT-FEE              PIC -(5)9.99.
           05  FILLER               PIC X      VALUE SPACE.
           05  RPT-OFFICE           PIC X(4).
           05  FILLER               PIC X      VALUE SPACE.
           05  RPT-TIME             PIC X(16).
           05  FILLER               PIC X      VALUE SPACE.
           05  RPT-NAME             PIC X(30).

       PROCEDURE DIVISION.
       MAIN-PARAGRAPH.
           PERFORM OPEN-FILES
           PERFORM LOAD-BOOK
           PERFORM READ-APPT
           PERFORM UNTIL END-OF-APPTS
               PERFORM HANDLE-APPT
               PERFORM READ-APPT
           END-PERFORM
           PERFORM SAVE-BOOK
           PERFORM CLOSE-FILES
           MOVE 0 TO RETURN-CODE
           STOP RUN.

       OPEN-FILES.
           OPEN INPUT APPT-FILE
           MOVE "APPTIN" TO WS-FAULT-FILE
           MOVE WS-APPT-STATUS TO WS-FAULT-STATUS
           PERFORM CHECK-FILE
           OPEN OUTPUT ANSWER-FILE
           MOVE "APPTOUT" TO WS-FAULT-FILE
           MOVE WS-ANSWER-STATUS TO WS-FAULT-STATUS
           PERFORM CHECK-FILE
           OPEN OUTPUT REPORT-FILE
           MOVE "APPTRPT" TO WS-FAULT-FILE
           MOVE WS-REPORT-STATUS TO WS-FAULT-STATUS
           PERFORM CHECK-FILE.

       LOAD-BOOK.
           OPEN INPUT BOOK-IN-FILE
           MOVE "BOOKIN" TO WS-FAULT-FILE
      *    05: an optional file that is not there, the first run ever
           IF WS-BOOK-IN-STATUS NOT = "05"
               MOVE WS-BOOK-IN-STATUS TO WS-FAULT-STATUS
               PERFORM CHECK-FILE
           END-IF
           PERFORM READ-BOOK
           PERFORM UNTIL END-OF-BOOK
               IF WS-BOOK-SIZE = WS-BOOK-LIMIT
                   MOVE "34" TO WS-FAULT-STATUS
                   PERFORM CHECK-FILE
               END-IF
               ADD 1 TO WS-BOOK-SIZE
               MOVE BOOK-IN-REC TO WS-BOOK-ENTRY(WS-BOOK-SIZE)
               PERFORM READ-BOOK
           END-PERFORM
           CLOSE BOOK-IN-FILE.

       READ-BOOK.
           READ BOOK-IN-FILE
               AT END
                   SET END-OF-BOOK TO TRUE
               NOT AT END
                   MOVE WS-BOOK-IN-STATUS TO WS-FAULT-STATUS
                   PERFORM CHECK-FILE
           END-READ.

       READ-APPT.
           MOVE "APPTIN" TO WS-FAULT-FILE
           READ APPT-FILE
               AT END
                   SET END-OF-APPTS TO TRUE
               NOT AT END
      *            04: fewer bytes than a record, a torn file
                   MOVE WS-APPT-STATUS TO WS-FAULT-STATUS
                   PERFORM CHECK-FILE
           END-READ.

       HANDLE-APPT.
           MOVE SPACES TO WS-REASON
           PERFORM VALIDATE-APPT
           IF WS-REASON = SPACES
               PERFORM FIND-ENTRIES
               EVALUATE TRUE
                   WHEN ACTION-ADD
                       PERFORM ADD-APPT
                   WHEN ACTION-UPDATE
                       PERFORM CHANGE-APPT
                   WHEN ACTION-CANCEL
                       PERFORM CANCEL-APPT
               END-EVALUATE
           END-IF
           PERFORM WRITE-ANSWER
           PERFORM WRITE-REPORT.

       VALIDATE-APPT.
           EVALUATE TRUE
               WHEN NOT ACTION-ADD AND NOT ACTION-UPDATE
                    AND NOT ACTION-CANCEL
                   MOVE "BAD ACTION" TO WS-REASON
               WHEN APPT-NUM NOT NUMERIC
                   MOVE "APPOINTMENT NUMBER NOT NUMERIC" TO WS-REASON
               WHEN APPT-NUM = ZERO
                   MOVE "APPOINTMENT NUMBER IS ZERO" TO WS-REASON
               WHEN CUST-NAME = SPACES OR CUST-NAME = LOW-VALUES
                   MOVE "NAME MISSING" TO WS-REASON
               WHEN SLOT-MINUTES = ZERO
                   MOVE "SLOT WITHOUT LENGTH" TO WS-REASON
               WHEN FEE-DUE NOT NUMERIC
                   MOVE "FEE NOT NUMERIC" TO WS-REASON
               WHEN SOURCE-SYSTEM NOT = "HMS"
                   MOVE "UNKNOWN SOURCE SYSTEM" TO WS-REASON
               WHEN OTHER
                   PERFORM VALIDATE-TIME
           END-EVALUATE.

       VALIDATE-TIME.
           MOVE APPT-TIME TO WS-TIME
           IF WS-YEAR NOT NUMERIC OR WS-MONTH NOT NUMERIC
              OR WS-DAY NOT NUMERIC OR WS-HOUR NOT NUMERIC
              OR WS-MINUTE NOT NUMERIC
              OR WS-DASH-1 NOT = "-" OR WS-DASH-2 NOT = "-"
              OR WS-LETTER-T NOT = "T" OR WS-COLON NOT = ":"
               MOVE "BAD TIME" TO WS-REASON
           ELSE
               STRING WS-YEAR WS-MONTH WS-DAY DELIMITED BY SIZE
                   INTO WS-DATE
               IF WS-HOUR > "23" OR WS-MINUTE > "59"
                  OR FUNCTION TEST-DATE-YYYYMMDD(WS-DATE) NOT = ZERO
                   MOVE "BAD TIME" TO WS-REASON
               END-IF
           END-IF.

       FIND-ENTRIES.
           MOVE 0 TO WS-OWN-ENTRY
           MOVE 0 TO WS-SLOT-ENTRY
           PERFORM VARYING BK-IX FROM 1 BY 1
                   UNTIL BK-IX > WS-BOOK-SIZE
               IF BOOK-NUM(BK-IX) = APPT-NUM
                   SET WS-OWN-ENTRY TO BK-IX
               END-IF
               IF BOOK-TIME(BK-IX) = APPT-TIME
                   SET WS-SLOT-ENTRY TO BK-IX
               END-IF
           END-PERFORM.

       ADD-APPT.
           EVALUATE TRUE
               WHEN WS-OWN-ENTRY > 0
                   MOVE "APPOINTMENT EXISTS" TO WS-REASON
               WHEN WS-SLOT-ENTRY > 0
                   MOVE "SLOT ALREADY TAKEN" TO WS-REASON
               WHEN WS-BOOK-SIZE = WS-BOOK-LIMIT
                   MOVE "BOOK IS FULL" TO WS-REASON
               WHEN OTHER
                   ADD 1 TO WS-BOOK-SIZE
                   MOVE APPT-NUM TO BOOK-NUM(WS-BOOK-SIZE)
                   MOVE APPT-TIME TO BOOK-TIME(WS-BOOK-SIZE)
           END-EVALUATE.

       CHANGE-APPT.
           EVALUATE TRUE
               WHEN WS-OWN-ENTRY = 0
                   MOVE "UNKNOWN APPOINTMENT" TO WS-REASON
               WHEN WS-SLOT-ENTRY > 0
                    AND WS-SLOT-ENTRY NOT = WS-OWN-ENTRY
                   MOVE "SLOT ALREADY TAKEN" TO WS-REASON
               WHEN OTHER
                   MOVE APPT-TIME TO BOOK-TIME(WS-OWN-ENTRY)
           END-EVALUATE.

       CANCEL-APPT.
           IF WS-OWN-ENTRY = 0
               MOVE "UNKNOWN APPOINTMENT" TO WS-REASON
           ELSE
      *        the last entry takes the place of the one that goes
               MOVE WS-BOOK-SIZE TO WS-LAST-ENTRY
               MOVE WS-BOOK-ENTRY(WS-LAST-ENTRY)
                   TO WS-BOOK-ENTRY(WS-OWN-ENTRY)
               SUBTRACT 1 FROM WS-BOOK-SIZE
           END-IF.

       WRITE-ANSWER.
           INITIALIZE ANSWER-REC
           MOVE APPT-NUM TO ANS-APPT-NUM
           MOVE ACTION TO ANS-ACTION
           MOVE WS-REASON TO ANS-REASON
           IF WS-REASON = SPACES
               SET ANS-OK TO TRUE
           ELSE
               SET ANS-REFUSED TO TRUE
           END-IF
           WRITE ANSWER-REC
           MOVE "APPTOUT" TO WS-FAULT-FILE
           MOVE WS-ANSWER-STATUS TO WS-FAULT-STATUS
           PERFORM CHECK-FILE.

       WRITE-REPORT.
           MOVE ACTION TO RPT-ACTION
           MOVE APPT-NUM TO RPT-NUM
           MOVE ANS-STATUS TO RPT-STATUS
           MOVE SLOT-MINUTES TO RPT-MINUTES
           MOVE FEE-DUE TO RPT-FEE
           MOVE OFFICE TO RPT-OFFICE
           MOVE APPT-TIME TO RPT-TIME
           MOVE CUST-NAME TO RPT-NAME
           WRITE REPORT-REC FROM WS-REPORT-LINE
           MOVE "APPTRPT" TO WS-FAULT-FILE
           MOVE WS-REPORT-STATUS TO WS-FAULT-STATUS
           PERFORM CHECK-FILE.

       SAVE-BOOK.
           OPEN OUTPUT BOOK-OUT-FILE
           MOVE "BOOKOUT" TO WS-FAULT-FILE
           MOVE WS-BOOK-OUT-STATUS TO WS-FAULT-STATUS
           PERFORM CHECK-FILE
           PERFORM VARYING BK-IX FROM 1 BY 1
                   UNTIL BK-IX > WS-BOOK-SIZE
               WRITE BOOK-OUT-REC FROM WS-BOOK-ENTRY(BK-IX)
               MOVE WS-BOOK-OUT-STATUS TO WS-FAULT-STATUS
               PERFORM CHECK-FILE
           END-PERFORM
           CLOSE BOOK-OUT-FILE
           MOVE WS-BOOK-OUT-STATUS TO WS-FAULT-STATUS
           PERFORM CHECK-FILE.

       CLOSE-FILES.
           CLOSE APPT-FILE
           CLOSE REPORT-FILE
           CLOSE ANSWER-FILE
           MOVE "APPTOUT" TO WS-FAULT-FILE
           MOVE WS-ANSWER-STATUS TO WS-FAULT-STATUS
           PERFORM CHECK-FILE.

      * Any file status but 00 ends the run: half a book or half an
      * answer would be worse than none.
       CHECK-FILE.
           IF WS-FAULT-STATUS NOT = "00"
               DISPLAY "APPTLOAD: FILE " WS-FAULT-FILE
                       " STATUS " WS-FAULT-STATUS
               MOVE 16 TO RETURN-CODE
               STOP RUN
           END-IF.
