package org.ketaminerecord.forms;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.fhirpath.Expression;
import org.ketaminerecord.interaction.BundleProcessor;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.operation.Operation;
import org.ketaminerecord.operation.OperationParameter;
import org.ketaminerecord.operation.OperationRequest;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.RequestBase;
import org.ketaminerecord.validation.StructureCheck;

/**
 * {@code QuestionnaireResponse/$extract} (SDC OperationDefinition-QuestionnaireResponse-extract.html): answers become resources, in a
 * transaction that can be posted, or that is stored at once. Repeated, it changes what changed and nothing else.
 */
@ApplicationScoped
public class ExtractOperation implements Operation {

    private static final String RESPONSE = "QuestionnaireResponse";

    private final Interactions interactions;
    private final BundleProcessor bundles;
    private final Records records;

    ExtractOperation(Interactions interactions, BundleProcessor bundles, Records records) {
        this.interactions = interactions;
        this.bundles = bundles;
        this.records = records;
    }

    @Override
    public String name() {
        return "extract";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/uv/sdc/OperationDefinition/QuestionnaireResponse-extract";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of(RESPONSE);
    }

    @Override
    public List<OperationParameter> parameters() {
        return List.of(new OperationParameter("questionnaire", false, "Canonical of the form, when it is another than the response names"),
                new OperationParameter("store", false, "true, by POST: what is extracted is stored too, and the answer is the transaction's"));
    }

    @Override
    public boolean needsBody(Level level) {
        return level == Level.TYPE;
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public boolean affectsState(OperationRequest request) {
        return "true".equals(request.value("store"));
    }

    @Override
    public String documentation() {
        return "A transaction with the resources that a completed response holds, observation-based or definition-based, each found again by an "
                + "identifier of response and linkId. At the level of the type the response is sent, alone or as questionnaire-response in Parameters.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        request.requireOnly("questionnaire", "store", "questionnaire-response");
        String store = request.value("store");
        if (store != null && !store.equals("true") && !store.equals("false")) {
            throw bad(FaultCode.INVALID_PARAMETER, "store is true or false.");
        }
        if (!"true".equals(store)) {
            return new Outcome.Body(JsonWriter.bytes(bundle(request)));
        }
        if (request.id() == null) {
            throw bad(FaultCode.INVALID_PARAMETER, "What is extracted of a response is stored when the response is. Store it, then call "
                    + "QuestionnaireResponse/[id]/$extract, or leave store out and post the bundle yourself.");
        }
        // one transaction, so that what is stored is of the response as it is
        return interactions.engine().database().write(session -> new Outcome.Body(bundles.process(bundle(request), false, request.caller())));
    }

    private JsonObject bundle(OperationRequest request) {
        JsonObject response = response(request);
        Form form = form(request, response);
        if (response.object("subject") == null) {
            throw Fault.at(Reason.UNPROCESSABLE, IssueType.REQUIRED, FaultCode.INVALID_RESPONSE, "QuestionnaireResponse.subject", "What is extracted has a "
                    + "subject. Send the response's.");
        }
        ResponseCheck.require(form, response);
        JsonObject encounter = records.referred(response.object("encounter"), request.caller());
        requireOneSubject(response, encounter);
        JsonObject filled = response.copy();
        Map<String, List<Expression.Value>> launched = Launch.of(form, Launch.declared(form).isEmpty() ? null
                : records.referred(response.object("subject"), request.caller()), encounter);
        Map<String, List<Expression.Value>> variables = Variables.of(form, response, launched);
        Calculation.fill(form, filled, variables);
        String id = response.string("id");
        Source source = new Source(form, filled, id == null ? null : RESPONSE + "/" + id, Answered.of(form, filled));
        List<Extracted> extracted = new ArrayList<>();
        ObservationExtract.extract(source, extracted);
        DefinitionExtract.extract(source, new Structures(records, request.caller()), variables, extracted);
        return Extracted.bundle(extracted);
    }

    private static void requireOneSubject(JsonObject response, JsonObject encounter) {
        String subject = response.object("subject").string("reference");
        Launch.requireAbout(subject, encounter, "QuestionnaireResponse.encounter");
        for (String name : List.of("source", "author")) {
            JsonObject who = response.object(name);
            if (who != null && subject != null && "Patient".equals(Source.type(who)) && "Patient".equals(Source.type(response.object("subject")))
                    && !subject.equals(who.string("reference"))) {
                throw Launch.anothers("QuestionnaireResponse." + name);
            }
        }
    }

    private JsonObject response(OperationRequest request) {
        if (request.id() != null) {
            return JsonReader.object(((Outcome.Version) interactions.execute(Interaction.Read.of(RESPONSE, request.id()), request.caller())).version().body());
        }
        JsonObject body = request.body();
        JsonObject response = body;
        if (body != null && "Parameters".equals(body.string("resourceType"))) {
            JsonObject parameter = parameter(body, "questionnaire-response");
            response = parameter == null ? null : parameter.object("resource");
            if (parameter != null && parameter.object("valueReference") != null) {
                response = records.referred(parameter.object("valueReference"), request.caller());
                if (response == null) {
                    throw Fault.at(Reason.NOT_FOUND, IssueType.NOT_FOUND, FaultCode.RESOURCE_NOT_FOUND, "Parameters.parameter.where(name='questionnaire-response')",
                            "There is no such QuestionnaireResponse here. Send the resource.");
                }
            }
        }
        if (response == null || !RESPONSE.equals(response.string("resourceType"))) {
            throw bad(FaultCode.INVALID_PARAMETER, "Send the QuestionnaireResponse as the body, or in Parameters as resource of questionnaire-response, or call "
                    + "QuestionnaireResponse/[id]/$extract.");
        }
        StructureCheck.require(response, RESPONSE);
        return response;
    }

    private Form form(OperationRequest request, JsonObject response) {
        String named = response.string("questionnaire");
        JsonObject sent = request.body() == null ? null : parameter(request.body(), "questionnaire");
        JsonObject found = sent == null ? null : sent.object("resource");
        String canonical = request.value("questionnaire") != null ? request.value("questionnaire") : named;
        if (found != null) {
            StructureCheck.require(found, "Questionnaire");
        } else if (canonical != null && canonical.startsWith("#")) {
            found = response.objects("contained").stream().filter(c -> canonical.equals("#" + c.string("id"))).findFirst().orElse(null);
        } else if (canonical != null) {
            found = records.canonical("Questionnaire", canonical, request.caller());
        }
        if (found == null) {
            throw Fault.at(Reason.UNPROCESSABLE, IssueType.NOT_FOUND, FaultCode.UNKNOWN_QUESTIONNAIRE, "QuestionnaireResponse.questionnaire", canonical == null
                    ? "The response does not say which form it answers. Send its questionnaire."
                    : "The form of the response is not known here. Store the Questionnaire with this url, or send it as the parameter questionnaire.");
        }
        requireFormOf(found, named);
        return Form.of(found);
    }

    /** Another form than the response names must be derived from that one (SDC extraction.html). */
    private static void requireFormOf(JsonObject form, String named) {
        if (named == null || named.startsWith("#") || form.string("url") == null) {
            return;
        }
        String plain = plain(named);
        JsonArray derived = form.array("derivedFrom");
        if (!plain.equals(form.string("url")) && (derived == null || derived.stream().noneMatch(d -> plain.equals(plain(((JsonString) d).value()))))) {
            throw Fault.at(Reason.UNPROCESSABLE, IssueType.BUSINESS_RULE, FaultCode.UNKNOWN_QUESTIONNAIRE, "QuestionnaireResponse.questionnaire", "The response "
                    + "answers another form than the one that was sent. Send its own, or one that is derived from it.");
        }
    }

    private static String plain(String canonical) {
        int bar = canonical.indexOf('|');
        return bar < 0 ? canonical : canonical.substring(0, bar);
    }

    static JsonObject parameter(JsonObject parameters, String name) {
        return parameters.objects("parameter").stream().filter(p -> name.equals(p.string("name"))).findFirst().orElse(null);
    }

    private static Fault bad(FaultCode code, String diagnostics) {
        return Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, code, diagnostics);
    }
}
