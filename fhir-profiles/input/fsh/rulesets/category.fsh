// One category that must be there, beside any others.
RuleSet: Category(name, code)
* category MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains {name} 1..1 MS
* category[{name}] = {code}
