package org.ketaminerecord;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HealthAndMetricsTest {

    @Test
    void it_is_ready_when_the_database_answers() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"))
                .body("checks.name", hasItem("Database connections health check"));
    }

    @Test
    void it_is_alive_whatever_the_database_does() {
        given().get("/q/health/live").then().statusCode(200).body(not(containsString("Database")));
    }

    @Test
    void metrics_tell_of_the_pool_and_of_the_process() {
        given().get("/q/metrics").then().statusCode(200)
                .body(allOf(containsString("agroal_available_count"), containsString("jvm_memory_used_bytes")));
    }
}
