"""Charts that are Office's own: editable in Word and PowerPoint, their printed numbers in a workbook.

Bars, trends and intervals; a matrix and a map stay pictures. What a chart says is in the model,
how it looks as a drawing in `vmreport.charts`; here the same look is made of Word's own parts.
"""

from vmreport.writers.office_charts.chart import NativeChart, native_chart

__all__ = ["NativeChart", "native_chart"]
