package org.ketaminerecord.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Severity;
import org.ketaminerecord.packages.PackageFolder;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.profile.Finding;
import org.ketaminerecord.profile.OwnGuide;
import org.ketaminerecord.profile.PackagedContent;
import org.ketaminerecord.profile.Profiles;
import org.ketaminerecord.profile.Validator;

/** The demonstration clinic claims the profiles of this project and meets them. */
class DemoProfilesTest {

    private static final Packages PACKAGES = new Packages(new PackageFolder(Optional.empty()));
    private static final Validator VALIDATOR = new Validator(new Profiles(new PackagedContent(PACKAGES)));
    private static final OwnGuide GUIDE = new OwnGuide(PACKAGES, VALIDATOR.profiles());

    /** The clinic, and every course. */
    static Stream<Arguments> bundles() {
        List<JsonObject> bundles = DemoClinic.bundles(1, Charts.TODAY);
        return IntStream.range(0, bundles.size()).mapToObj(i -> Arguments.of(Named.of(i == 0 ? "clinic" : Story.ALL.get(i - 1).id(), bundles.get(i))));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void a_bundle_meets_what_it_claims(JsonObject bundle) {
        List<Finding> errors = VALIDATOR.check(bundle, List.of()).stream().filter(f -> f.severity() == Severity.ERROR).toList();
        assertEquals(List.of(), errors);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void no_rule_of_ours_warns(JsonObject bundle) {
        assertEquals(List.of(), VALIDATOR.check(bundle, List.of()).stream().filter(f -> f.rule() != null && f.rule().startsWith("ktr-")).toList());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void what_belongs_to_the_treatment_claims_a_profile(JsonObject bundle) {
        assertEquals(Set.of(), Charts.resources(bundle).stream().filter(r -> GUIDE.isAbout(r) && !GUIDE.isClaimedBy(r)).map(DemoProfilesTest::name)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void most_of_the_clinic_claims_a_profile() {
        List<JsonObject> all = DemoClinic.bundles(1, Charts.TODAY).stream().flatMap(b -> Charts.resources(b).stream()).toList();
        long claiming = all.stream().filter(GUIDE::isClaimedBy).count();
        assertTrue(claiming * 3 > all.size() * 2, claiming + " of " + all.size());
        assertEquals(25, all.stream().flatMap(r -> Validator.claims(r).stream()).distinct().count());
    }

    private static String name(JsonObject resource) {
        String form = resource.string("questionnaire");
        return resource.string("resourceType") + " " + (form != null ? form.substring(form.lastIndexOf('/') + 1)
                : resource.object("code") == null ? "" : resource.object("code").objects("coding").getFirst().string("code"));
    }
}
