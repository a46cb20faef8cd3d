package org.ketaminerecord.search.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** A small record of many shapes from a seed. Its few values are near each other, so that searches meet them and their neighbours. */
final class GeneratedRecord {

    private final Draw draw;
    private final Shelf shelf;
    private final Values values;
    private final Map<String, JsonObject> all = new LinkedHashMap<>();
    private final Map<String, List<String>> labels = new LinkedHashMap<>();

    private GeneratedRecord(long seed, Shelf shelf) {
        this.draw = new Draw(seed);
        this.shelf = shelf;
        this.values = new Values(draw);
    }

    /** Resources by label, to be put on the shelf. */
    static Map<String, JsonObject> of(long seed, Shelf shelf) {
        GeneratedRecord record = new GeneratedRecord(seed, shelf);
        record.name("Patient", 12, "Practitioner", 4, "Organization", 5, "Location", 10, "Questionnaire", 5, "ValueSet", 6, "Encounter", 20,
                "Condition", 25, "Observation", 110, "MedicationAdministration", 20, "CarePlan", 12, "List", 10, "QuestionnaireResponse", 10,
                "RiskAssessment", 12, "ChargeItem", 15, "Goal", 10, "Group", 8, "DocumentReference", 10);
        record.labels.forEach((type, of) -> of.forEach(label -> record.all.put(label, record.resource(type))));
        return record.all;
    }

    private void name(Object... typesAndNumbers) {
        for (int i = 0; i < typesAndNumbers.length; i += 2) {
            String type = (String) typesAndNumbers[i];
            List<String> of = labels.computeIfAbsent(type, k -> new ArrayList<>());
            for (int n = 0; n < (Integer) typesAndNumbers[i + 1]; n++) {
                of.add(type.toLowerCase(java.util.Locale.ROOT) + n);
            }
        }
    }

    private JsonObject resource(String type) {
        JsonObject r = new JsonObject().put("resourceType", type);
        draw.maybe(r, 4, "meta", this::meta);
        if (!type.equals("Questionnaire") && !type.equals("ValueSet")) {
            boolean one = type.equals("QuestionnaireResponse");
            draw.maybe(r, 3, "identifier", () -> one ? values.identifier() : draw.some(1, 2, values::identifier));
        }
        switch (type) {
            case "Patient" -> patient(r);
            case "Practitioner" -> {
                person(r);
                draw.maybe(r, 2, "communication", () -> draw.some(1, 2, values::concept));
            }
            case "Organization" -> {
                r.put("name", values.text());
                draw.maybe(r, 2, "alias", () -> draw.some(1, 2, () -> new JsonString(values.text())));
                draw.maybe(r, 2, "partOf", () -> to("Organization"));
                draw.maybe(r, 3, "address", () -> draw.some(1, 2, values::address));
                draw.maybe(r, 3, "type", () -> draw.some(1, 2, values::concept));
            }
            case "Location" -> location(r);
            case "Questionnaire" -> definition(r, "http://q.example/Questionnaire/");
            case "ValueSet" -> definition(r, "http://v.example/fhir/ValueSet/");
            case "Encounter" -> encounter(r);
            case "Condition" -> condition(r);
            case "Observation" -> observation(r);
            case "MedicationAdministration" -> administration(r);
            case "CarePlan" -> carePlan(r);
            case "List" -> list(r);
            case "QuestionnaireResponse" -> response(r);
            case "RiskAssessment" -> risk(r);
            case "ChargeItem" -> charge(r);
            case "Goal" -> goal(r);
            case "Group" -> group(r);
            case "DocumentReference" -> document(r);
            default -> throw new IllegalArgumentException(type);
        }
        return r;
    }

    private JsonObject meta() {
        JsonObject meta = new JsonObject();
        draw.maybe(meta, 2, "profile", () -> draw.some(1, 2, () -> new JsonString(draw.of("http://p.example/a", "http://p.example/a/b", "http://p.example/ab"))));
        draw.maybe(meta, 2, "security", () -> draw.some(1, 2, values::coding));
        draw.maybe(meta, 2, "source", () -> new JsonString(draw.of("urn:source:a", "http://p.example/a")));
        return meta;
    }

    private void person(JsonObject r) {
        draw.maybe(r, 1, "name", () -> draw.some(0, 2, values::name));
        draw.maybe(r, 2, "telecom", () -> draw.some(1, 2, values::contact));
        draw.maybe(r, 2, "gender", () -> new JsonString(draw.of("female", "male", "unknown")));
        draw.maybe(r, 2, "birthDate", () -> new JsonString(values.day()));
        draw.maybe(r, 3, "address", () -> draw.some(1, 2, values::address));
        draw.maybe(r, 3, "active", () -> org.ketaminerecord.json.JsonBoolean.of(draw.oneIn(2)));
    }

    private void patient(JsonObject r) {
        person(r);
        switch (draw.below(4)) {
            case 0 -> r.put("deceasedBoolean", draw.oneIn(2));
            case 1 -> r.put("deceasedDateTime", values.dateTime());
            default -> { }
        }
        draw.maybe(r, 2, "generalPractitioner", () -> draw.some(1, 2, () -> to(draw.of("Practitioner", "Organization"))));
        draw.maybe(r, 2, "managingOrganization", () -> to("Organization"));
    }

    private void location(JsonObject r) {
        draw.maybe(r, 2, "name", () -> new JsonString(values.text()));
        draw.maybe(r, 2, "status", () -> new JsonString(draw.of("active", "inactive")));
        draw.maybe(r, 2, "partOf", () -> to("Location"));
        draw.maybe(r, 2, "managingOrganization", () -> to("Organization"));
        draw.maybe(r, 3, "address", values::address);
        draw.maybe(r, 1, "position", () -> new JsonObject().put("longitude", values.raw(draw.of("-83.69", "-83.7", "179.95", "-179.98", "0")))
                .put("latitude", values.raw(draw.of("42.256", "42.3", "0", "89.99"))));
    }

    private void definition(JsonObject r, String base) {
        r.put("status", draw.of("draft", "active"));
        draw.maybe(r, 1, "url", () -> new JsonString(base + draw.of("a", "a/b", "A", "ab", "a,b", "a$b", "%5C_")));
        draw.maybe(r, 2, "version", () -> new JsonString(draw.of("1.0", "1.1", "2")));
        draw.maybe(r, 2, "name", () -> new JsonString(draw.of("Name_1", "Name1")));
        draw.maybe(r, 2, "title", () -> new JsonString(values.text()));
        draw.maybe(r, 2, "date", () -> new JsonString(values.dateTime()));
        draw.maybe(r, 2, "useContext", () -> draw.some(1, 2, () -> {
            JsonObject context = new JsonObject().put("code", values.coding());
            return switch (draw.below(3)) {
                case 0 -> context.put("valueCodeableConcept", values.concept());
                case 1 -> context.put("valueQuantity", values.quantity());
                default -> context.put("valueRange", values.range());
            };
        }));
    }

    private void encounter(JsonObject r) {
        r.put("status", draw.of("planned", "finished", "in-progress")).put("class", values.coding());
        subject(r, 1);
        draw.maybe(r, 1, "period", values::period);
        draw.maybe(r, 3, "location", () -> draw.some(1, 2, () -> {
            JsonObject at = new JsonObject().put("location", to("Location"));
            draw.maybe(at, 2, "period", values::period);
            return at;
        }));
        draw.maybe(r, 3, "participant", () -> draw.some(1, 2, () -> new JsonObject().put("individual", to("Practitioner"))));
        draw.maybe(r, 3, "length", values::quantity);
        draw.maybe(r, 3, "serviceProvider", () -> to("Organization"));
        draw.maybe(r, 3, "diagnosis", () -> draw.some(1, 2, () -> new JsonObject().put("condition", to("Condition"))));
        draw.maybe(r, 3, "partOf", () -> to("Encounter"));
    }

    private void condition(JsonObject r) {
        subject(r, 1);
        r.put("clinicalStatus", Given.concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "active"));
        draw.maybe(r, 1, "code", values::concept);
        draw.maybe(r, 3, "encounter", () -> to("Encounter"));
        draw.maybe(r, 3, "severity", values::concept);
        draw.maybe(r, 2, "recordedDate", () -> new JsonString(values.dateTime()));
        switch (draw.below(6)) {
            case 0 -> r.put("onsetDateTime", values.dateTime());
            case 1 -> r.put("onsetPeriod", values.period());
            case 2 -> r.put("onsetAge", values.quantity());
            case 3 -> r.put("onsetRange", values.range());
            case 4 -> r.put("onsetString", values.text());
            default -> { }
        }
        draw.maybe(r, 3, "evidence", () -> draw.some(1, 2, () -> new JsonObject().put("code", draw.some(1, 2, values::concept))));
    }

    private void observation(JsonObject r) {
        r.put("status", draw.of("final", "amended", "preliminary")).put("code", values.concept());
        subject(r, draw.below(8) == 0 ? 0 : 1);
        switch (draw.below(6)) {
            case 0 -> r.put("effectivePeriod", values.period());
            case 1 -> r.put("effectiveTiming", values.timing());
            case 2 -> r.put("effectiveInstant", values.instant());
            case 3, 4 -> r.put("effectiveDateTime", values.dateTime());
            default -> { }
        }
        value(r);
        draw.maybe(r, 2, "component", () -> draw.some(1, 3, () -> {
            JsonObject component = new JsonObject().put("code", values.concept());
            value(component);
            draw.maybe(component, 5, "dataAbsentReason", values::concept);
            return component;
        }));
        draw.maybe(r, 3, "category", () -> draw.some(1, 2, values::concept));
        draw.maybe(r, 4, "method", values::concept);
        if (r.names().stream().noneMatch(name -> name.startsWith("value"))) {
            draw.maybe(r, 2, "dataAbsentReason", values::concept);      // only one of the two may be there (obs-6)
        }
        draw.maybe(r, 4, "encounter", () -> to("Encounter"));
        draw.maybe(r, 3, "performer", () -> draw.some(1, 2, () -> to(draw.of("Practitioner", "Organization", "Patient"))));
        draw.maybe(r, 5, "focus", () -> draw.some(1, 2, () -> to(draw.of("Condition", "Patient", "Location"))));
        draw.maybe(r, 5, "hasMember", () -> draw.some(1, 2, () -> to("Observation")));
        draw.maybe(r, 6, "derivedFrom", () -> draw.some(1, 2, () -> to(draw.of("DocumentReference", "Observation"))));
        draw.maybe(r, 8, "basedOn", () -> draw.some(1, 1, () -> to("CarePlan")));
    }

    private void value(JsonObject to) {
        switch (draw.below(9)) {
            case 0, 1, 2 -> to.put("valueQuantity", values.quantity());
            case 3 -> to.put("valueCodeableConcept", values.concept());
            case 4 -> to.put("valueString", values.text());
            case 5 -> to.put("valueDateTime", values.dateTime());
            case 6 -> to.put("valuePeriod", values.period());
            case 7 -> to.put("valueSampledData", values.sampled());
            default -> { }
        }
    }

    private void administration(JsonObject r) {
        r.put("status", draw.of("completed", "stopped"));
        subject(r, 1);
        if (draw.oneIn(3)) {
            r.put("effectivePeriod", values.period());
        } else {
            r.put("effectiveDateTime", values.dateTime());
        }
        if (draw.oneIn(5)) {
            r.put("medicationReference", values.elsewhere("Medication"));
        } else {
            r.put("medicationCodeableConcept", values.concept());
        }
        draw.maybe(r, 2, "context", () -> to("Encounter"));
        draw.maybe(r, 2, "performer", () -> draw.some(1, 2, () -> new JsonObject().put("actor", to(draw.of("Practitioner", "Patient")))));
        draw.maybe(r, 3, "reasonCode", () -> draw.some(1, 2, values::concept));
    }

    private void carePlan(JsonObject r) {
        r.put("status", draw.of("active", "completed")).put("intent", draw.of("plan", "order"));
        subject(r, 1);
        draw.maybe(r, 2, "period", values::period);
        draw.maybe(r, 2, "category", () -> draw.some(1, 2, values::concept));
        draw.maybe(r, 3, "addresses", () -> draw.some(1, 2, () -> to("Condition")));
        draw.maybe(r, 3, "goal", () -> draw.some(1, 2, () -> to("Goal")));
        draw.maybe(r, 3, "partOf", () -> draw.some(1, 1, () -> to("CarePlan")));
        draw.maybe(r, 3, "instantiatesUri", () -> draw.some(1, 2, () -> new JsonString(draw.of("http://i.example/a", "http://i.example/a/b", "urn:oid:1.2"))));
        draw.maybe(r, 3, "instantiatesCanonical", () -> draw.some(1, 2, () -> new JsonString(values.canonical())));
        draw.maybe(r, 1, "activity", () -> draw.some(0, 2, () -> {
            JsonObject detail = new JsonObject().put("status", "scheduled").put("code", values.concept());
            switch (draw.below(4)) {
                case 0 -> detail.put("scheduledTiming", values.timing());
                case 1 -> detail.put("scheduledPeriod", values.period());
                case 2 -> detail.put("scheduledString", values.dateTime());
                default -> { }
            }
            return new JsonObject().put("detail", detail);
        }));
    }

    private void list(JsonObject r) {
        r.put("status", draw.of("current", "retired")).put("mode", "working");
        draw.maybe(r, 2, "title", () -> new JsonString(values.text()));
        draw.maybe(r, 2, "code", values::concept);
        subject(r, draw.below(2));
        draw.maybe(r, 2, "date", () -> new JsonString(values.dateTime()));
        draw.maybe(r, 2, "entry", () -> draw.some(1, 3, () -> new JsonObject().put("item", to(draw.of("Observation", "Condition", "Patient", "List")))));
        draw.maybe(r, 2, "note", () -> draw.some(1, 2, () -> new JsonObject().put("text", values.text())));
    }

    private void response(JsonObject r) {
        r.put("status", draw.of("completed", "in-progress"));
        draw.maybe(r, 1, "questionnaire", () -> new JsonString(values.canonical()));
        subject(r, draw.below(3) == 0 ? 0 : 1);
        draw.maybe(r, 2, "authored", () -> new JsonString(values.dateTime()));
        draw.maybe(r, 2, "author", () -> to("Practitioner"));
        draw.maybe(r, 2, "source", () -> to("Patient"));
        draw.maybe(r, 3, "partOf", () -> draw.some(1, 1, () -> to("Observation")));
    }

    private void risk(JsonObject r) {
        r.put("status", "final");
        subject(r, 1);
        draw.maybe(r, 2, "occurrenceDateTime", () -> new JsonString(values.dateTime()));
        draw.maybe(r, 1, "prediction", () -> draw.some(0, 2, () -> draw.oneIn(3) ? new JsonObject().put("probabilityRange", percent())
                : new JsonObject().put("probabilityDecimal", values.raw(draw.of("0.5", "0.50", "0.05", "1", "5e-1", "0.45", "0.55")))));
        draw.maybe(r, 2, "condition", () -> to("Condition"));
    }

    private JsonObject percent() {
        JsonObject range = new JsonObject();
        draw.maybe(range, 2, "low", () -> Given.quantity(draw.of("0", "0.5", "0.45"), "%"));
        draw.maybe(range, range.size() == 0 ? 1 : 2, "high", () -> Given.quantity(draw.of("0.5", "0.55", "1"), "%"));
        return range;
    }

    private void charge(JsonObject r) {
        r.put("status", "billed").put("code", values.concept());
        subject(r, 1);
        draw.maybe(r, 2, "factorOverride", () -> values.raw(values.number()));
        draw.maybe(r, 2, "quantity", values::quantity);
        draw.maybe(r, 2, "priceOverride", () -> new JsonObject().put("value", values.raw(values.number())).put("currency", draw.of("EUR", "USD")));
        draw.maybe(r, 2, "enteredDate", () -> new JsonString(values.dateTime()));
        switch (draw.below(4)) {
            case 0 -> r.put("occurrenceDateTime", values.dateTime());
            case 1 -> r.put("occurrencePeriod", values.period());
            case 2 -> r.put("occurrenceTiming", values.timing());
            default -> { }
        }
    }

    private void goal(JsonObject r) {
        r.put("lifecycleStatus", "active").put("description", values.concept());
        subject(r, 1);
        draw.maybe(r, 2, "startDate", () -> new JsonString(values.day()));
        draw.maybe(r, 1, "target", () -> draw.some(0, 2, () -> new JsonObject().put("measure", values.concept()).put("dueDate", values.day())));
    }

    private void group(JsonObject r) {
        r.put("type", "person").put("actual", true);
        draw.maybe(r, 1, "characteristic", () -> draw.some(0, 3, () -> {
            JsonObject c = new JsonObject().put("code", values.concept()).put("exclude", draw.oneIn(2));
            return draw.oneIn(2) ? c.put("valueBoolean", draw.oneIn(2)) : c.put("valueCodeableConcept", values.concept());
        }));
        draw.maybe(r, 2, "member", () -> draw.some(1, 3, () -> new JsonObject().put("entity", to("Patient"))));
    }

    private void document(JsonObject r) {
        r.put("status", "current").put("content", JsonArray.of(new JsonObject().put("attachment",
                new JsonObject().put("contentType", draw.of("text/plain", "application/pdf")).put("url", draw.of("http://d.example/a", "http://d.example/a/b")))));
        subject(r, draw.below(2));
        draw.maybe(r, 2, "relatesTo", () -> draw.some(1, 2, () -> new JsonObject().put("code", draw.of("replaces", "appends")).put("target", to("DocumentReference"))));
        draw.maybe(r, 2, "date", () -> new JsonString(values.instant()));
        draw.maybe(r, 2, "description", () -> new JsonString(values.text()));
    }

    /** A subject of one of the kinds that references have. */
    private void subject(JsonObject r, int times) {
        if (times == 0) {
            return;
        }
        boolean contained = draw.oneIn(15);
        if (contained) {
            r.put("contained", JsonArray.of(new JsonObject().put("resourceType", "Patient").put("id", "c").put("name", JsonArray.of(values.name()))));
            r.put("subject", Given.reference("#c"));
        } else {
            r.put("subject", to(draw.oneIn(10) && r.string("resourceType").matches("Observation|Condition|Encounter") ? "Group" : "Patient"));
        }
    }

    /** A reference to a resource of the type: relative, absolute, with a version, by identifier, to another server, or in words only. */
    private JsonObject to(String type) {
        String local = type + "/" + shelf.id(draw.from(labels.get(type)));
        return switch (draw.below(14)) {
            case 0 -> Given.reference(Fhir.base() + "/" + local);
            case 1 -> Given.reference(local + "/_history/1");
            case 2 -> new JsonObject().put("identifier", values.identifier());
            case 3 -> new JsonObject().put("type", type).put("identifier", values.identifier());
            case 4 -> values.elsewhere(type);
            case 5 -> new JsonObject().put("display", "in words");
            case 6 -> Given.reference(local).put("identifier", values.identifier());
            default -> Given.reference(local);
        };
    }

    /** What resources are made of. */
    record Values(Draw draw) {

        private static final String[] SYSTEMS = {"urn:s:a", "urn:s:b", "http://s.example/c|d", "http://s.example/c"};
        private static final String[] CODES = {"a", "A", "b", "a-b", "a,b", "a|b", "a$b", "a\\b", "a b", "%", "_", "ä", "'", "1", "true", "a".repeat(210)};
        private static final String[] TEXTS = {"Keller", "keller", "Kellermann", "Kéller", "Straße", "Strasse", "von  der Höhe", "O'Neil", "100%", "a_b",
            "a,b", "a|b$c\\d", "Ørsted", "Łukasz", "李 小龙", "\uD83D\uDE00 smile", "İstanbul", "ﬁne", "x".repeat(99) + "yz", "x".repeat(99) + "ya", "\"quoted\"", "Σίσυφος"};
        private static final String[] UNITS = {"kg", "g", "mg", "mm[Hg]", "Pa", "Cel", "K", "{score}", "min", "s", "not UCUM"};

        JsonValue raw(String number) {
            return new org.ketaminerecord.json.JsonNumber(number);
        }

        String text() {
            return draw.of(TEXTS);
        }

        JsonObject coding() {
            JsonObject coding = new JsonObject();
            draw.maybe(coding, 1, "system", () -> new JsonString(draw.of(SYSTEMS)));
            if (draw.oneIn(5)) {
                coding.remove("system");
            }
            draw.maybe(coding, 1, "code", () -> new JsonString(draw.of(CODES)));
            draw.maybe(coding, 3, "display", () -> new JsonString(text()));
            return coding;
        }

        JsonObject concept() {
            JsonObject concept = new JsonObject();
            draw.maybe(concept, 1, "coding", () -> draw.some(0, 3, this::coding));
            draw.maybe(concept, concept.size() == 0 ? 1 : 3, "text", () -> new JsonString(text()));
            return concept;
        }

        JsonObject identifier() {
            JsonObject identifier = new JsonObject().put("value", draw.of(CODES));
            draw.maybe(identifier, 1, "system", () -> new JsonString(draw.of(SYSTEMS)));
            if (draw.oneIn(5)) {
                identifier.remove("system");
            }
            draw.maybe(identifier, 3, "type", this::concept);
            return identifier;
        }

        JsonObject contact() {
            return new JsonObject().put("system", draw.of("phone", "email", "fax")).put("value", draw.of(CODES)).put("use", draw.of("home", "work"));
        }

        JsonObject name() {
            JsonObject name = new JsonObject();
            draw.maybe(name, 2, "text", () -> new JsonString(text()));
            draw.maybe(name, name.size() == 0 ? 1 : 2, "family", () -> new JsonString(text()));
            draw.maybe(name, 2, "given", () -> draw.some(1, 2, () -> new JsonString(text())));
            draw.maybe(name, 4, "prefix", () -> draw.some(1, 1, () -> new JsonString(text())));
            return name;
        }

        JsonObject address() {
            JsonObject address = new JsonObject().put("city", text());
            draw.maybe(address, 2, "line", () -> draw.some(1, 2, () -> new JsonString(text())));
            draw.maybe(address, 2, "country", () -> new JsonString(text()));
            draw.maybe(address, 3, "postalCode", () -> new JsonString(draw.of("12345", "1234", "12 345")));
            draw.maybe(address, 3, "use", () -> new JsonString(draw.of("home", "work")));
            return address;
        }

        String number() {
            return draw.of("5", "5.0", "5.4", "5.40", "5.45", "5.35", "5.39999999", "5400", "5.4e3", "54e-1", "-5.4", "0", "0.0054", "100", "99.5", "100.5", "1e2", "120", "37", "310.15");
        }

        JsonObject quantity() {
            JsonObject q = new JsonObject().put("value", raw(number()));
            draw.maybe(q, 8, "comparator", () -> new JsonString(draw.of("<", "<=", ">", ">=")));
            return unit(q);
        }

        private JsonObject unit(JsonObject q) {
            String unit = draw.of(UNITS);
            return switch (draw.below(8)) {
                case 0 -> q;
                case 1 -> q.put("unit", unit);
                case 2 -> q.put("unit", "words").put("system", "urn:s:a").put("code", unit);
                default -> q.put("unit", unit).put("system", Given.UCUM).put("code", unit.equals("not UCUM") ? "not-ucum" : unit);
            };
        }

        JsonObject range() {
            JsonObject unit = unit(new JsonObject());
            JsonObject range = new JsonObject();
            draw.maybe(range, 2, "low", () -> unit.copy().put("value", raw(draw.of("5", "5.4", "99.5"))));
            draw.maybe(range, range.size() == 0 ? 1 : 2, "high", () -> unit.copy().put("value", raw(draw.of("100", "100.5", "5400"))));
            return range;
        }

        JsonObject sampled() {
            JsonObject s = new JsonObject().put("origin", unit(new JsonObject().put("value", raw("0")))).put("period", 10).put("dimensions", 1).put("data", "1 2 3");
            if (draw.oneIn(2)) {
                s.put("lowerLimit", raw(draw.of("5", "5.4"))).put("upperLimit", raw(draw.of("5.4", "100")));
            }
            return s;
        }

        private String zone() {
            return draw.of("Z", "Z", "+02:00", "-05:00", "+14:00");
        }

        String day() {
            String day = "20" + draw.of("20", "21", "24") + "-" + draw.of("01", "02", "12") + "-" + draw.of("01", "28", "29", "31");
            day = day.endsWith("02-29") && !day.startsWith("2021") || !day.matches(".*-02-(29|31)") ? day : day.substring(0, 8) + "28";
            return switch (draw.below(5)) {
                case 0 -> day.substring(0, 4);
                case 1 -> day.substring(0, 7);
                default -> day;
            };
        }

        private String time(String fraction) {
            String day = day();
            return (day + "-01-01").substring(0, 10) + "T" + draw.of("00:00", "23:59", "12:00") + ":" + draw.of("00", "59", "30") + fraction + zone();
        }

        String dateTime() {
            return draw.oneIn(2) ? day() : time(draw.of("", "", ".5", ".000", ".999", ".123456", ".1234567"));
        }

        String instant() {
            return time(draw.of("", ".5", ".999"));
        }

        JsonObject period() {
            String one = dateTime();
            String other = dateTime();
            boolean ordered = one.substring(0, 4).compareTo(other.substring(0, 4)) < 0;
            JsonObject period = new JsonObject();
            return switch (draw.below(4)) {
                case 0 -> period.put("start", one);
                case 1 -> period.put("end", one);
                default -> ordered ? period.put("start", one).put("end", other) : period.put("start", one).put("end", one);
            };
        }

        JsonObject timing() {
            JsonObject timing = new JsonObject();
            draw.maybe(timing, 2, "event", () -> draw.some(1, 3, () -> new JsonString(dateTime())));
            draw.maybe(timing, 2, "repeat", () -> {
                JsonObject repeat = new JsonObject().put("frequency", 1).put("period", 1).put("periodUnit", "d");
                draw.maybe(repeat, 2, "boundsPeriod", this::period);
                return repeat;
            });
            return timing.size() == 0 ? timing.put("code", concept()) : timing;
        }

        JsonObject elsewhere(String type) {
            return Given.reference(draw.of("http://other.example/fhir/" + type + "/x1", "http://other.example/fhir/" + type + "/x1/_history/2", "urn:oid:1.2.3"));
        }

        String canonical() {
            return "http://q.example/Questionnaire/" + draw.of("a", "a/b", "ab") + draw.of("", "|1.0", "|1.1");
        }
    }
}
