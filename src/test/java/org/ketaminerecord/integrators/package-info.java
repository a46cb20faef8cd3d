/** What docs/integrators.md tells integrators to do, done. */
package org.ketaminerecord.integrators;
