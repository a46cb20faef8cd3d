ValueSet: KTRHoldReasonVS
Id: ktr-hold-reason
Title: "Hold reasons"
Description: "Why a dose was not given or was stopped."
* include codes from system KTRHoldReason
