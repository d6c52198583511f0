/* columns.c — files of columns: what headers come to by them, and each mistake. */
#include "tests/engine/event/sheet.h"

#define FIRST "2 " HEAD "\"a\",\"subject\":\"T1\"" TIME ",\"id\":\"1\"}\n"

static void
check_columns (void)
{
  static const char names[]
      = "column,field,value\n时间,time\n工号,subject,\n备注,,\n数,n,\n,type,a\n"
        ",source,/hr\n编号,id,\n";
  sheet_is ("时间,工号,备注,数,编号\n2024年9月1日,T1,x,３,1\n2024年9月1日,T1,x,3,1\n", names,
            "2: 1: data.n (数): \"３\" is not a number written like 30 or 0.5\n"
            "3 {\"specversion\":\"1.0\",\"source\":\"/hr\",\"type\":\"a\",\"subject\":\"T1\"" TIME
            ",\"data\":{\"n\":3},\"id\":\"1\"}\n");
  sheet_is ("时间,工号,type\n", names,
            "sheet.csv:1: the column \"type\" and the value \"a\" both give type");
  sheet_is ("时间,time,工号\n", names,
            "sheet.csv:1: the column \"时间\" and the column \"time\" both give time");
  sheet_is ("时间\n", names,
            "sheet.csv:1: there is no column subject, nor one that a file of columns says is the "
            "subject");
  /* What is known by itself can be given another meaning, or none. */
  sheet_is ("time,subject,type,id,n\n2024-09-01,T1,a,1,x\n", "field,column\n,n\ns,data.id\n",
            FIRST);
  sheet_is ("x", "column;value\n",
            "columns.csv:1: the first line of a file of columns is column,field or "
            "column,field,value");
  sheet_is ("x", "column,field\n工号,subjekt\n",
            "columns.csv:2: no event has a field \"subjekt\"; known are time, subject, type, id, "
            "source, day, n, ok, s, x, who, word, name; data.NAME is a field no event declares");
  sheet_is ("x", "column,field,value\n\n工号,subject,T1\n",
            "columns.csv:3: has a column and a value: a value is for every row, without a column");
  sheet_is ("x", "column,field,value\n,subject,\n",
            "columns.csv:2: has neither a column nor a value");
  sheet_is ("x", "column,field,value\n,,T1\n", "columns.csv:2: has a value, but names no field");
  sheet_is ("x", "column,field,value\n,id,7\n", "columns.csv:2: gives every row the same id");
  sheet_is ("x", "column,field\na,n\na,x\n", "columns.csv:3: the column \"a\" stands here twice");
  sheet_is ("x", "column,field\n\"a\n",
            "columns.csv:2: the quote that opens this cell is never "
            "closed");
}

int
main (void)
{
  sheets_begin ();
  check_columns ();
  sheets_end ();
  return tap_done ();
}
