       05  :TAG:-STREET  PIC X(20).
       05  :TAG:-ZIP     PIC 9(5).
