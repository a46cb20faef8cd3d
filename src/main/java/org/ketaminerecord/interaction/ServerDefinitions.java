package org.ketaminerecord.interaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Collection;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.profile.PackagedContent;
import org.ketaminerecord.profile.ProfileContent;
import org.ketaminerecord.profile.Profiles;
import org.ketaminerecord.profile.Validator;
import org.ketaminerecord.search.StoredTerminology;
import org.ketaminerecord.terminology.Canonical;
import org.ketaminerecord.terminology.TerminologyServer;

/** The definitions that this server validates with: those that are stored, and where none is, those of its packages. */
@ApplicationScoped
public class ServerDefinitions {

    /** The validator of the server. */
    @Produces
    @Singleton
    Validator validator(Engine engine, Packages packages, TerminologyServer server) {
        PackagedContent packaged = new PackagedContent(packages);
        return new Validator(new Profiles(new ProfileContent() {
            @Override
            public JsonObject structureDefinition(Canonical canonical) {
                JsonObject stored = stored().definition("StructureDefinition", canonical);
                return stored != null ? stored : packaged.structureDefinition(canonical);
            }

            @Override
            public JsonObject valueSet(Canonical canonical) {
                JsonObject stored = stored().definition("ValueSet", canonical);
                return stored != null ? stored : packaged.valueSet(canonical);
            }

            @Override
            public JsonObject codeSystem(Canonical canonical) {
                JsonObject stored = stored().definition("CodeSystem", canonical);
                return stored != null ? stored : packaged.codeSystem(canonical);
            }

            @Override
            public Collection<String> urls(String type) {
                return stored().urls(type);
            }

            @Override
            public Collection<String> packagedDefinitions() {
                return packaged.packagedDefinitions();
            }

            private StoredTerminology stored() {
                return new StoredTerminology(engine.database(), engine.registry());
            }
        }), server);
    }
}
