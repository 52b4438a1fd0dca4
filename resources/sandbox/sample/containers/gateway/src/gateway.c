#include <stdio.h>

int main(void)
{
    puts("gateway");
    return 0;
}
