package org.ketaminerecord;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.ketaminerecord.access.token.AccessMisconfigured;
import org.ketaminerecord.access.token.AccessSettings;
import org.ketaminerecord.embedded.EmbeddedFailure;
import org.ketaminerecord.embedded.EmbeddedPostgres;
import org.ketaminerecord.embedded.EmbeddedSettings;

/**
 * Starts the server, and before it a PostgreSQL of its own when no JDBC URL is configured: whoever needs the database
 * at start (pool, migrations, mapping) then finds it running. Does not start when it is not said who gets in.
 */
@QuarkusMain
public final class Server {

    /** Where {@code application.properties} looks for the URL of the embedded database. */
    private static final String EMBEDDED_URL = "ktr.embedded.url";

    /** Runs until the server is told to stop. */
    public static void main(String... args) {
        // FHIR's own URLs have characters that java.net.URI forbids (code=http://loinc.org|8302-2); what is really wrong
        // with a URL is found while it is read, and told in an outcome
        System.setProperty("vertx.disableURIValidation", "true");
        Config config = ConfigProvider.getConfig();
        try {
            AccessSettings.from(config);
        } catch (AccessMisconfigured e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        Optional<String> url = config.getOptionalValue("quarkus.datasource.jdbc.url", String.class);
        if (url.isPresent()) {
            Quarkus.run(args);
            return;
        }
        EmbeddedPostgres postgres;
        try {
            postgres = EmbeddedPostgres.start(EmbeddedSettings.from(config));
        } catch (EmbeddedFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        Thread atExit = new Thread(() -> stopAfterServer(postgres), "embedded-postgresql-stop");
        Runtime.getRuntime().addShutdownHook(atExit);
        System.setProperty(EMBEDDED_URL, postgres.jdbcUrl());
        try {
            Quarkus.run(args);
        } finally {
            // Reached when development mode reloads the server; a process that ends goes the way of the hook.
            System.clearProperty(EMBEDDED_URL);
            postgres.close();
            forget(atExit);
        }
    }

    private static void stopAfterServer(EmbeddedPostgres postgres) {
        Application server = ApplicationLifecycleManager.getCurrentApplication();
        if (server != null) {
            server.awaitShutdown();
        }
        postgres.close();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending and the hook is at work.
        }
    }
}
