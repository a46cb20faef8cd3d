package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.identifier;
import static org.ketaminerecord.demo.Elements.list;
import static org.ketaminerecord.demo.Elements.reference;
import static org.ketaminerecord.demo.Elements.references;
import static org.ketaminerecord.demo.Elements.resource;
import static org.ketaminerecord.demo.Elements.strings;
import static org.ketaminerecord.demo.Elements.text;

import java.time.LocalDate;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** The clinic itself: who works there, in what room, with which pump and which lots of medicine. */
final class Clinic {

    static final String ORGANIZATION = found("Organization", "organization", "lakeside");
    static final String PAYER = found("Organization", "organization", "harbor-mutual");
    static final String ROOM = found("Location", "location", "room-1");
    static final String PSYCHIATRIST = found("Practitioner", "staff", "elena-marsh");
    static final String NURSE = found("Practitioner", "staff", "jonah-reed");
    static final String THERAPIST = found("Practitioner", "staff", "priya-nair");
    static final String PUMP = found("Device", "device", "pump-1");
    static final String SPRAVATO_56 = found("Medication", "lot", "spravato-56-24K118");
    static final String SPRAVATO_84 = found("Medication", "lot", "spravato-84-24K207");
    static final String ORAL_SOLUTION = found("Medication", "lot", "ketamine-oral-C1042");
    static final String TROCHE = found("Medication", "lot", "ketamine-troche-C1077");

    private final Transaction transaction;
    private final LocalDate today;

    private Clinic(long seed, LocalDate today) {
        this.transaction = new Transaction("clinic", seed);
        this.today = today;
    }

    /** A bundle that creates what is not there yet, so that it can be sent more than once. */
    static JsonObject bundle(long seed, LocalDate today) {
        Clinic clinic = new Clinic(seed, today);
        clinic.place();
        clinic.staff();
        clinic.equipment();
        clinic.medicines();
        return clinic.transaction.bundle();
    }

    /** R4 http.html#trules: a conditional reference, which the server resolves inside the transaction. */
    private static String found(String type, String kind, String value) {
        return type + "?identifier=" + Elements.CLINIC + kind + "|" + value;
    }

    private void place() {
        transaction.postIfNone("organization", resource("Organization")
                .put("identifier", list(identifier("organization", "lakeside")))
                .put("active", true)
                .put("type", list(Codes.hl7("organization-type", "prov", "Healthcare Provider").concept()))
                .put("name", "Lakeside Ketamine Clinic (demonstration)")
                .put("telecom", phone("555-0100"))
                .put("address", list(address())));
        transaction.postIfNone("payer", resource("Organization")
                .put("identifier", list(identifier("organization", "harbor-mutual")))
                .put("active", true)
                .put("type", list(Codes.hl7("organization-type", "pay", "Payer").concept()))
                .put("name", "Harbor Mutual (demonstration payer)"));
        transaction.postIfNone("room", resource("Location")
                .put("identifier", list(identifier("location", "room-1")))
                .put("status", "active")
                .put("name", "Treatment room 1")
                .put("description", "Quiet room with a recliner, dimmed light, oximeter and blood pressure monitor.")
                .put("mode", "instance")
                .put("telecom", phone("555-0101"))
                .put("address", address())
                .put("managingOrganization", reference(transaction.url("organization"))));
    }

    private void staff() {
        practitioner("elena-marsh", "Elena", "Marsh", "MD", "female", "555-0110", "doctor", "Doctor", "Psychiatry");
        practitioner("jonah-reed", "Jonah", "Reed", "RN", "male", "555-0111", "nurse", "Nurse", "Infusion nursing");
        practitioner("priya-nair", "Priya", "Nair", "PhD", "female", "555-0112", null, null, "Psychotherapy");
    }

    private void practitioner(String id, String given, String family, String suffix, String gender, String phone,
            String role, String roleDisplay, String specialty) {
        transaction.postIfNone(id, resource("Practitioner")
                .put("identifier", list(identifier("staff", id)))
                .put("active", true)
                .put("name", list(new JsonObject().put("use", "official").put("family", family)
                        .put("given", strings(given)).put("suffix", strings(suffix))))
                .put("telecom", list(phone(phone).getFirst(), new JsonObject().put("system", "email")
                        .put("value", id.replace('-', '.') + "@clinic.example").put("use", "work")))
                .put("gender", gender));
        transaction.postIfNone(id + "-role", resource("PractitionerRole")
                .put("identifier", list(identifier("staff-role", id)))
                .put("active", true)
                .put("practitioner", reference(transaction.url(id)))
                .put("organization", reference(transaction.url("organization")))
                .put("code", list(role == null ? text("Therapist")
                        : Codes.hl7("practitioner-role", role, roleDisplay).concept()))
                .put("specialty", list(text(specialty)))
                .put("location", references(transaction.url("room")))
                .put("telecom", phone(phone)));
    }

    private void equipment() {
        transaction.postIfNone("pump", resource("Device")
                .put("identifier", list(identifier("device", "pump-1")))
                .put("status", "active")
                .put("serialNumber", "DEMO-0001")
                .put("deviceName", list(new JsonObject().put("name", "Infusion pump 1")
                        .put("type", "user-friendly-name")))
                .put("type", Codes.INFUSION_PUMP.concept())
                .put("owner", reference(transaction.url("organization")))
                .put("location", reference(transaction.url("room"))));
    }

    private void medicines() {
        JsonObject device = Elements.quantity(1, "{device}");
        medication("spravato-56-24K118", Codes.SPRAVATO_56.concept(), Codes.NASAL_SPRAY_FORM.concept(),
                Codes.ESKETAMINE, 28, device, "24K118");
        medication("spravato-84-24K207", Codes.SPRAVATO_84.concept(), Codes.NASAL_SPRAY_FORM.concept(),
                Codes.ESKETAMINE, 28, device.copy(), "24K207");
        medication("ketamine-oral-C1042", text("Ketamine 20 mg/mL oral solution, compounded"), text("Oral solution"),
                Codes.KETAMINE, 20, Elements.quantity(1, "mL"), "C1042");
        medication("ketamine-troche-C1077", text("Ketamine 100 mg troche, compounded"), Codes.SUBLINGUAL_FORM.concept(),
                Codes.KETAMINE, 100, Elements.quantity(1, "{troche}"), "C1077");
    }

    private void medication(String id, JsonObject code, JsonObject form, Code ingredient, long mg, JsonObject per,
            String lot) {
        JsonObject strength = new JsonObject().put("numerator", Elements.quantity(mg, "mg")).put("denominator", per);
        transaction.postIfNone(id, resource("Medication")
                .put("identifier", list(identifier("lot", id)))
                .put("code", code)
                .put("status", "active")
                .put("form", form)
                .put("ingredient", list(new JsonObject().put("itemCodeableConcept", ingredient.concept())
                        .put("isActive", true).put("strength", strength)))
                .put("batch", new JsonObject().put("lotNumber", lot)
                        .put("expirationDate", today.plusMonths(14).withDayOfMonth(28).toString())));
    }

    private static JsonArray phone(String number) {
        return list(new JsonObject().put("system", "phone").put("value", number).put("use", "work"));
    }

    private static JsonObject address() {
        return new JsonObject().put("use", "work").put("line", strings("12 Shore Road"))
                .put("city", "Lakeside").put("state", "NY").put("postalCode", "00000").put("country", "US");
    }
}
