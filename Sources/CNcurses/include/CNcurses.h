#pragma once
int porchlight_placeholder(void);
