/**
 * The audit trail: what is said of each interaction (IHE Basic Audit Log Patterns), the way from a request to the table, and how it is read again as
 * AuditEvents. It knows nothing of how interactions are carried out; they tell it what was done.
 *
 * <p>May use: {@code access}, {@code store}, {@code search}, {@code search.parameter}, {@code definition}, {@code json}, {@code outcome}.
 */
package org.ketaminerecord.audit;
