Profile: KTRPcl5
Parent: KTRMoodScore
Id: ktr-pcl-5
Title: "PCL-5 score"
Description: "The score of the PTSD checklist for DSM-5."
* code = $LNC#101698-9
* obeys ktr-pcl-1
