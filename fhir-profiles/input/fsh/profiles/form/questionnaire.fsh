Profile: KTRQuestionnaire
Parent: Questionnaire
Id: ktr-questionnaire
Title: "Questionnaire"
Description: "A form of this guide. The copyright says under which licence its content stands; licensed scales are given by item numbers and scores, without wording."
* url 1..1 MS
* version 1..1 MS
* title 1..1 MS
* status MS
* subjectType MS
* copyright 1..1 MS
* item 1..* MS
* item.linkId MS
* item.code MS
* item.text MS
* item.type MS
* obeys ktr-que-1

Invariant: ktr-que-1
Description: "Every item that is asked has a text or a code."
Severity: #error
Expression: "repeat(item).where(type != 'group').all(text.exists() or code.exists())"
