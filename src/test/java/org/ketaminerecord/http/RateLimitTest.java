package org.ketaminerecord.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Client;

class RateLimitTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);      // the clock of a JVM may begin anywhere and go over

    private RateLimit limit(double perSecond, int burst) {
        return new RateLimit(perSecond, burst, now::get);
    }

    @Test
    void a_burst_goes_through_then_one_for_each_interval() {
        RateLimit limit = limit(10, 3);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, limit.take("a"));
        }
        assertEquals(1, limit.take("a"));
        now.addAndGet(SECOND / 10 - 1);
        assertEquals(1, limit.take("a"));
        now.addAndGet(1);
        assertEquals(0, limit.take("a"));
        assertEquals(1, limit.take("a"));
        now.addAndGet(60 * SECOND);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, limit.take("a"), "it is full again and not fuller");
        }
        assertEquals(1, limit.take("a"));
    }

    @Test
    void each_client_has_its_own_and_is_told_how_long_to_wait() {
        RateLimit limit = limit(0.1, 1);
        assertEquals(0, limit.take("a"));
        assertEquals(0, limit.take("b"));
        assertEquals(10, limit.take("a"));
        now.addAndGet(SECOND * 19 / 2);
        assertEquals(1, limit.take("a"));
        now.addAndGet(SECOND / 2);
        assertEquals(0, limit.take("a"));
    }

    @Test
    void none_is_none() {
        RateLimit limit = limit(0, 1);
        for (int i = 0; i < 1000; i++) {
            assertEquals(0, limit.take("a"));
        }
        assertEquals(0, limit.clients());
    }

    @Test
    void buckets_that_are_full_again_are_forgotten() {
        RateLimit limit = limit(1, 1);
        for (int i = 0; i < 20_001; i++) {
            limit.take("client " + i);
        }
        assertEquals(20_001, limit.clients());
        now.addAndGet(2 * SECOND);
        limit.take("one more");
        assertEquals(1, limit.clients());
    }

    @Test
    void together_they_get_no_more_than_one_after_the_other() {
        RateLimit limit = limit(1, 100);
        int taken = Client.together(4, thread -> {
            int mine = 0;
            for (int i = 0; i < 100; i++) {
                mine += limit.take("a") == 0 ? 1 : 0;
            }
            return mine;
        }).stream().mapToInt(Integer::intValue).sum();
        assertEquals(100, taken);
    }

    @Test
    void of_an_ipv6_address_the_network_counts() {
        assertEquals(RateLimit.address("2001:db8:1:2:3:4:5:6"), RateLimit.address("2001:db8:1:2:ffff:4:5:6"));
        assertTrue(!RateLimit.address("2001:db8:1:2:3:4:5:6").equals(RateLimit.address("2001:db8:1:3:3:4:5:6")));
        assertEquals("192.0.2.1", RateLimit.address("192.0.2.1"));
    }
}
