import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** How many rows a page is to hold, from 1 to `max`; what is asked for without it is the property's own value. */
export const PageSize = (max: number): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    Type(() => Number),
    IsInt(),
    Min(1),
    Max(max),
    ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: max }),
  ) as PropertyDecorator;
