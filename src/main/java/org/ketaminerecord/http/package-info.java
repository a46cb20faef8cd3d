/**
 * HTTP: one JAX-RS class per interaction, content negotiation, conditional and Prefer headers, refusals as
 * OperationOutcome. Knows nothing of SQL.
 *
 * <p>May use: {@code interaction}, {@code operation}, {@code format}, {@code patch}, {@code definition}, {@code search}
 * (query parameters), {@code json}, {@code outcome}.
 */
package org.ketaminerecord.http;
