CodeSystem: KTRHoldReason
Id: ktr-hold-reason
Title: "Hold reasons"
Description: "Why a dose was not given or was stopped."
* ^caseSensitive = true
* ^content = #complete
* #blood-pressure "Blood pressure" "Blood pressure too high to start or to go on."
* #oxygen-saturation "Oxygen saturation" "Oxygen saturation too low."
* #sedation "Sedation" "Sedation too deep."
* #dissociation "Dissociation" "Dissociation that the patient could not bear."
* #adverse-event "Adverse event" "Another adverse event."
* #suicide-risk "Suicide risk" "Suicide risk that needs other care first."
* #psychosis-or-mania "Psychosis or mania" "Psychotic or manic symptoms."
* #intoxication "Intoxication" "The patient had taken alcohol or another substance."
* #pregnancy "Pregnancy" "Pregnancy known or not excluded."
* #intake "Intake" "Food, liquid or a nasal medicine too shortly before the dose."
* #no-escort "No escort" "Nobody to take the patient home."
* #no-access "No access" "No vein could be found, or the access failed."
* #product-unavailable "Product unavailable" "The medicine was not there or could not be used."
* #missed-session "Session missed" "The patient did not come."
* #patient-choice "Patient's choice" "The patient did not want the dose, or wanted it stopped."
* #clinician-choice "Clinician's choice" "The clinician decided so for a reason that has no code here."
