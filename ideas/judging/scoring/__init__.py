"""What marks say: sheets, corrected scores, agreement, ranks. Pure: same rows, same answer.

Read rules, then calibration (which rests on mixed), ranking, agreement, judges, forecasting.
"""
