ValueSet: KTRSessionTypeVS
Id: ktr-session-type
Title: "Session types"
Description: "The kinds of visit."
* include codes from system KTRSessionType
