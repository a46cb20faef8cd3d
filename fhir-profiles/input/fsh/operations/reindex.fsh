Instance: reindex
InstanceOf: OperationDefinition
Usage: #definition
* insert Definition(OperationDefinition, reindex)
* name = "Reindex"
* title = "Make index rows anew"
* kind = #operation
* date = "2026-11-01"
* description = "Has the index rows of search parameters made anew behind the server's back, and answers at once with the job. GET of the same URL changes nothing: it answers with the jobs, the newest first."
* code = #reindex
* affectsState = true
* resource[0] = #SearchParameter
* system = true
* type = false
* instance = true
* parameter[+].name = #url
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "Canonical of a search parameter. Everything is indexed anew when it is left out; of an instance it is that search parameter."
* parameter[=].type = #uri
* parameter[+].name = #job
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "How far a job is."
* insert JobPart(id, 1, 1, string, [[Names the job.]])
* insert JobPart(kind, 1, 1, code, What is made anew: everything or some search parameters.)
* insert JobPart(state, 1, 1, code, [[Where the job is on its way.]])
* insert JobPart(url, 0, *, uri, [[The search parameters; none when everything is indexed anew.]])
* insert JobPart(done, 1, 1, decimal, [[Resources that are done.]])
* insert JobPart(total, 0, 1, decimal, Resources that there are.)
* insert JobPart(requested, 0, 1, instant, [[When it was asked for.]])
* insert JobPart(started, 0, 1, instant, [[When it began.]])
* insert JobPart(finished, 0, 1, instant, [[When it ended.]])
* insert JobPart(error, 0, 1, string, [[Why it failed.]])

RuleSet: JobPart(name, min, max, type, documentation)
* parameter[=].part[+].name = #{name}
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = {min}
* parameter[=].part[=].max = "{max}"
* parameter[=].part[=].documentation = "{documentation}"
* parameter[=].part[=].type = #{type}
