Profile: KTRAdverseEvent
Parent: AdverseEvent
Id: ktr-adverse-event
Title: "Adverse event"
Description: "An event that was serious or severe, or for which the treatment was changed: what, when, in which session, how it ended, what was done."
* obeys ktr-aev-1
* obeys ktr-aev-2
* obeys ktr-aev-3
* extension contains
    KTRSessionPhaseExt named sessionPhase 0..1 MS and
    KTRMinutesFromDoseStart named onsetMinutes 0..1 MS and
    KTRResolutionMinutes named resolutionMinutes 0..1 MS and
    KTRActionTakenExt named actionTaken 0..* MS
* identifier MS
* actuality MS
* event 1..1 MS
* event from KTRSideEffectVS (preferred)
* subject MS
* subject only Reference(Patient)
* encounter MS
* date 1..1 MS
* detected MS
* recordedDate MS
* resultingCondition MS
* seriousness MS
* severity MS
* outcome MS
* recorder MS
* suspectEntity MS
* suspectEntity.instance MS
* suspectEntity.causality MS
* suspectEntity.causality.assessment MS
