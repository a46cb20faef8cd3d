Invariant: ktr-jre-1
Description: "The form is the mood journal of this guide, in any version."
Severity: #error
Expression: "questionnaire = '{canonical}/Questionnaire/mood-journal' or questionnaire.startsWith('{canonical}/Questionnaire/mood-journal|')"

Invariant: ktr-rem-1
Description: "The form is the monitoring form of this guide, in any version."
Severity: #error
Expression: "questionnaire = '{canonical}/Questionnaire/rems-pmf' or questionnaire.startsWith('{canonical}/Questionnaire/rems-pmf|')"

Invariant: ktr-rem-2
Description: "A completed form says dose, lot number and minutes of observation."
Severity: #error
Expression: "status = 'completed' implies (repeat(item).where(linkId = 'dose').answer.exists() and repeat(item).where(linkId = 'lot-number').answer.exists() and repeat(item).where(linkId = 'total-minutes').answer.exists())"

Invariant: ktr-rem-3
Description: "The patient was observed for 120 minutes at least."
Severity: #warning
Expression: "repeat(item).where(linkId = 'total-minutes').answer.value.all($this >= 120)"

Invariant: ktr-tsk-1
Description: "The form is due within seven days of the day the task was made."
Severity: #error
Expression: "(authoredOn.exists() and restriction.period.end.exists()) implies (restriction.period.end <= authoredOn + 7 days)"

Invariant: ktr-tsk-2
Description: "A completed task has the form as its output."
Severity: #error
Expression: "status = 'completed' implies output.value.ofType(Reference).exists()"
