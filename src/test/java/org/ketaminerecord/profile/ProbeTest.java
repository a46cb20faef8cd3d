package org.ketaminerecord.profile;

import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.*;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.json.*;
import org.ketaminerecord.outcome.Severity;
import org.ketaminerecord.packages.*;

class ProbeTest {
    static Validator of(String... versions) throws IOException {
        Path dir = Files.createTempDirectory("probe");
        for (String v : versions) {
            Files.createSymbolicLink(dir.resolve(v), Path.of("/work/shared/packages", v));
        }
        return new Validator(new Profiles(new PackagedContent(new Packages(new PackageFolder(Optional.of(dir.toString()))))));
    }
    static String line(Finding f) {
        return f.severity() + " " + f.code() + " " + f.expression() + " <" + f.rule() + "> {" + f.profile() + "} " + f.diagnostics();
    }
    @Test
    void own() throws Exception {
        Validator v = of();
        try (PrintWriter out = new PrintWriter("/tmp/ev/own.txt")) {
            for (String folder : List.of("package/example", "package", "invalid")) {
                try (Stream<Path> files = Files.list(Path.of("fhir-profiles", folder))) {
                    for (Path p : files.filter(f -> f.getFileName().toString().matches("[A-Z].*json")).sorted().toList()) {
                        for (Finding f : v.check(JsonReader.object(Files.readAllBytes(p)), List.of())) {
                            out.println(folder + "/" + p.getFileName() + "\t" + line(f));
                        }
                    }
                }
            }
        }
    }
    @Test
    void uscore() throws Exception {
        for (String version : List.of("6.1.0", "8.0.0")) {
            Path archive = Path.of("/work/shared/packages/hl7.fhir.us.core-" + version + ".tgz");
            Validator v = of("hl7.fhir.us.core-" + version + ".tgz");
            try (PrintWriter out = new PrintWriter("/tmp/ev/uscore-" + version + ".txt");
                    TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
                for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                    if (e.getName().matches("package/example/[^/.]+\\.json")) {
                        JsonObject r = JsonReader.object(tar.readAllBytes());
                        if (r.string("resourceType") == null) continue;
                        for (Finding f : v.check(r, List.of())) {
                            out.println(e.getName().substring(16) + "\t" + line(f));
                        }
                    }
                }
            }
        }
    }
    @Test
    void synthea() throws Exception {
        for (String version : List.of("none", "6.1.0", "8.0.0")) {
            Validator v = version.equals("none") ? of() : of("hl7.fhir.us.core-" + version + ".tgz");
            Map<String, Integer> counts = new TreeMap<>();
            Map<String, String> example = new TreeMap<>();
            int n = 0; long t = System.nanoTime();
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(Files.newInputStream(Path.of("/work/shared/data/synthea-r4-20-patients.tar.xz"))))) {
                for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                    if (!e.isFile() || !e.getName().endsWith(".json")) continue;
                    JsonObject b = JsonReader.object(tar.readAllBytes());
                    for (JsonObject entry : b.objects("entry")) {
                        JsonObject r = entry.object("resource");
                        n++;
                        for (Finding f : v.check(r, List.of())) {
                            String k = f.severity() + " " + f.code() + " " + String.valueOf(f.expression()).replaceAll("\\[\\d+]", "") + " <" + f.rule() + "> {" + f.profile() + "}";
                            counts.merge(k, 1, Integer::sum);
                            example.putIfAbsent(k, f.diagnostics() + " " + f.expression() + " of " + r.string("id"));
                        }
                    }
                }
            }
            try (PrintWriter out = new PrintWriter("/tmp/ev/synthea-" + version + ".txt")) {
                out.println(n + " in ms " + (System.nanoTime() - t) / 1000000);
                counts.forEach((k, c) -> out.println(c + "\t" + k + "\t" + example.get(k)));
            }
        }
    }
}
