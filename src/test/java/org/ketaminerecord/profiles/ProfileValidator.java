package org.ketaminerecord.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.ketaminerecord.json.JsonObject;

/** HAPI's validator with R4, our package and perhaps another: the judge that is not ours. */
final class ProfileValidator {

    private static final FhirContext R4 = FhirContext.forR4();

    private final PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(R4);
    private final FhirValidator validator = R4.newValidator();

    /** A validator that knows these definitions. */
    ProfileValidator(Collection<JsonObject> definitions) {
        definitions.forEach(d -> add(d.toString()));
        // a code of a system that is not here, such as SNOMED CT's, is nobody's error
        UnknownCodeSystemWarningValidationSupport unknown = new UnknownCodeSystemWarningValidationSupport(R4);
        unknown.setNonExistentCodeSystemSeverity(IssueSeverity.WARNING);
        FhirInstanceValidator module = new FhirInstanceValidator(new ValidationSupportChain(own, new DefaultProfileValidationSupport(R4),
                new InMemoryTerminologyServerValidationSupport(R4), new CommonCodeSystemsTerminologyService(R4), unknown,
                new SnapshotGeneratingValidationSupport(R4)));
        module.setErrorForUnknownProfiles(true);
        module.setNoExtensibleWarnings(true);
        validator.registerValidatorModule(module);
    }

    /** Adds the profiles, value sets and code systems of a package's archive. */
    ProfileValidator with(Path archive) throws IOException {
        try (InputStream file = Files.newInputStream(archive); TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().matches("package/(StructureDefinition|ValueSet|CodeSystem)-[^/]*\\.json")) {
                    add(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return this;
    }

    /** What is wrong with a resource by the profiles that it claims and these. */
    List<SingleValidationMessage> errors(JsonObject resource, String... profiles) {
        return messages(resource, profiles).stream().filter(m -> m.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0).toList();
    }

    List<SingleValidationMessage> messages(JsonObject resource, String... profiles) {
        ValidationOptions options = new ValidationOptions();
        List.of(profiles).forEach(options::addProfile);
        return validator.validateWithResult(resource.toString(), options).getMessages();
    }

    private void add(String json) {
        if (json.contains("\"StructureDefinition\"") || json.contains("\"ValueSet\"") || json.contains("\"CodeSystem\"")
                || json.contains("\"Questionnaire\"")) {
            own.addResource(R4.newJsonParser().parseResource(json));
        }
    }
}
