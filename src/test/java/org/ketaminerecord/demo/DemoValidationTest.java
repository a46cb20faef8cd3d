package org.ketaminerecord.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonWriter;

/** What the demonstration sends is valid R4 by HL7's own validator. */
class DemoValidationTest {

    private static final FhirValidator VALIDATOR = validator();

    /** The clinic, and every course. */
    static Stream<Arguments> bundles() {
        List<JsonObject> bundles = DemoClinic.bundles(1, Charts.TODAY);
        return IntStream.range(0, bundles.size()).mapToObj(i ->
                Arguments.of(Named.of(i == 0 ? "clinic" : Story.ALL.get(i - 1).id(), bundles.get(i))));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void a_bundle_has_no_errors(JsonObject bundle) {
        assertEquals(List.of(), errors(bundle));
    }

    @Test
    void the_validator_is_awake() {
        JsonObject bundle = DemoClinic.bundles(1, Charts.TODAY).getFirst();
        bundle.objects("entry").getFirst().object("resource").put("nonsense", "here");
        assertEquals(1, errors(bundle).size());
    }

    /** Our profiles are not known here; DemoProfilesTest holds the claims. */
    private static List<String> errors(JsonObject bundle) {
        bundle.objects("entry").stream().map(e -> e.object("resource")).filter(r -> r != null && r.object("meta") != null)
                .forEach(r -> r.object("meta").remove("profile"));
        return VALIDATOR.validateWithResult(JsonWriter.text(bundle)).getMessages().stream()
                .filter(m -> m.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(DemoValidationTest::words)
                .toList();
    }

    private static String words(SingleValidationMessage message) {
        return message.getLocationString() + ": " + message.getMessage();
    }

    private static FhirValidator validator() {
        FhirContext context = FhirContext.forR4Cached();
        FhirInstanceValidator instances = new FhirInstanceValidator(new ValidationSupportChain(
                context.getValidationSupport(),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context)));
        instances.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        return context.newValidator().registerValidatorModule(instances);
    }
}
