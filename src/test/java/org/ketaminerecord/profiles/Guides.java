package org.ketaminerecord.profiles;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;

/**
 * A server with a folder of packages: a guide of a clinic in two versions, the guide that it builds on, and US Core in two versions
 * where ../shared has it.
 */
public final class Guides implements QuarkusTestProfile {

    static final String CLINIC = "http://clinic.example/fhir/StructureDefinition/clinic-patient";
    static final String COLOUR = "http://base.example/fhir/StructureDefinition/colour";
    static final String COLOURS = "http://base.example/fhir/ValueSet/colours";

    private static final Path FOLDER = Path.of("target", "guides").toAbsolutePath();

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            empty();
            pack("example.base", "1.0.0", "", colours(), valueSet(), extension());
            pack("example.clinic", "1.0.0", "'example.base':'1.0.0',", clinic("1.0.0", "birthDate"));
            pack("example.clinic", "2.0.0", "'example.base':'1.0.0',", clinic("2.0.0", "telecom"));
            for (String version : List.of("6.1.0", "8.0.0")) {
                Path archive = Path.of("..", "shared", "packages", "hl7.fhir.us.core-" + version + ".tgz");
                if (Files.exists(archive)) {
                    Files.copy(archive, FOLDER.resolve(archive.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("ktr.packages.dir", FOLDER.toString());
    }

    private static JsonObject colours() {
        return Given.json("{'resourceType':'CodeSystem','id':'colours','url':'http://base.example/fhir/CodeSystem/colours','version':'1.0.0','status':'active',"
                + "'content':'complete','concept':[{'code':'red'},{'code':'green'},{'code':'blue'}]}");
    }

    private static JsonObject valueSet() {
        return Given.json("{'resourceType':'ValueSet','id':'colours','version':'1.0.0','status':'active',"
                + "'compose':{'include':[{'system':'http://base.example/fhir/CodeSystem/colours'}]}}").put("url", COLOURS);
    }

    private static JsonObject extension() {
        return Given.json("{'resourceType':'StructureDefinition','id':'colour','version':'1.0.0','name':'Colour','status':'active','kind':'complex-type',"
                + "'abstract':false,'type':'Extension','baseDefinition':'http://hl7.org/fhir/StructureDefinition/Extension','derivation':'constraint',"
                + "'context':[{'type':'element','expression':'Patient'}],'snapshot':{'element':[{'id':'Extension','path':'Extension','min':0,'max':'1'},"
                + "{'id':'Extension.url','path':'Extension.url','min':1,'max':'1','type':[{'code':'uri'}],'fixedUri':'" + COLOUR + "'},"
                + "{'id':'Extension.value[x]','path':'Extension.value[x]','min':1,'max':'1','type':[{'code':'code'}],"
                + "'binding':{'strength':'required','valueSet':'" + COLOURS + "'}}]}}").put("url", COLOUR);
    }

    /** A profile that requires one element, and has room for a colour. */
    private static JsonObject clinic(String version, String required) {
        return Given.json("{'resourceType':'StructureDefinition','id':'clinic-patient','name':'ClinicPatient','status':'active','kind':'resource',"
                + "'abstract':false,'type':'Patient','baseDefinition':'http://hl7.org/fhir/StructureDefinition/Patient','derivation':'constraint',"
                + "'snapshot':{'element':[{'id':'Patient','path':'Patient','min':0,'max':'*'},"
                + "{'id':'Patient.extension','path':'Patient.extension','slicing':{'discriminator':[{'type':'value','path':'url'}],'rules':'open'},"
                + "'min':0,'max':'*','type':[{'code':'Extension'}]},"
                + "{'id':'Patient.extension:colour','path':'Patient.extension','sliceName':'colour','min':0,'max':'1',"
                + "'type':[{'code':'Extension','profile':['" + COLOUR + "']}]},"
                + "{'id':'Patient." + required + "','path':'Patient." + required + "','min':1,'max':'1'}]}}").put("url", CLINIC).put("version", version);
    }

    private static void pack(String name, String version, String dependencies, JsonObject... resources) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            add(tar, "package.json", Given.json("{'dependencies':{" + dependencies + "'hl7.fhir.r4.core':'4.0.1'}}").put("name", name).put("version", version));
            for (JsonObject r : resources) {
                add(tar, r.string("resourceType") + "-" + r.string("id") + ".json", r);
            }
        }
        Files.write(FOLDER.resolve(name + "-" + version + ".tgz"), bytes.toByteArray());
    }

    private static void add(TarArchiveOutputStream tar, String name, JsonObject content) throws IOException {
        byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("package/" + name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void empty() throws IOException {
        if (Files.exists(FOLDER)) {
            try (Stream<Path> old = Files.walk(FOLDER)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(FOLDER);
    }
}
