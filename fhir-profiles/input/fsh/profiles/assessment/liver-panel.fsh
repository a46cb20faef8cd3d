Profile: KTRLiverPanel
Parent: DiagnosticReport
Id: ktr-liver-panel
Title: "Liver panel"
Description: "Liver tests, which long treatment asks for."
* insert Category(laboratory, http://terminology.hl7.org/CodeSystem/v2-0074#LAB)
* status MS
* code MS
* code from KTRLiverPanelVS (extensible)
* subject 1..1 MS
* subject only Reference(Patient)
* effective[x] 1..1 MS
* issued MS
* performer MS
* result 1..* MS
