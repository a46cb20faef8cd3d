/** Bad input, and bad luck: what must be answered properly, and what must survive. */
package org.ketaminerecord.fault;
