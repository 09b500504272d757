      *> What the appointment book says about one record.
      *> 01 ANSWER-REC is 50 bytes.
       01  ANSWER-REC.
           05  ANS-APPT-NUM            PIC 9(9).
           05  ANS-ACTION              PIC X.
           05  ANS-STATUS              PIC X(4).
               88  ANS-OK              VALUE "OK".
               88  ANS-REFUSED         VALUE "NO".
           05  ANS-REASON              PIC X(30).
           05  FILLER                  PIC X(6).
