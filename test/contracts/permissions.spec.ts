import { Controller, Get, Module } from '@nestjs/common';
import { Permission, Public } from '@xiezhi/service';
import { permissionsOf, presentPermissions, reviewedPermissions } from './permissions.js';

describe('the table of who may do what', () => {
  it('is the reviewed one: if not, run `npm run check:accept` and have docs/permissions.md reviewed with the change', async () => {
    expect(await presentPermissions()).toBe(reviewedPermissions());
  });

  it('holds the routes of a module with their permissions', async () => {
    @Controller('api/examples')
    class ExampleController {
      @Get('open')
      @Public()
      open(): string {
        return '';
      }

      @Get(':id')
      @Permission({ name: 'example.read', roles: ['secretariat'] })
      read(): string {
        return '';
      }
    }
    @Module({ controllers: [ExampleController] })
    class ExampleModule {}
    const table = await permissionsOf(ExampleModule);
    expect(table).toMatch(/\| GET +\| `\/api\/examples\/open` +\| +\| public +\|/);
    expect(table).toMatch(/\| GET +\| `\/api\/examples\/:id` +\| `example.read` +\| secretariat +\|/);
  });

  it('is refused when a route declares nothing', async () => {
    @Controller('api/examples')
    class ExampleController {
      @Get()
      read(): string {
        return '';
      }
    }
    @Module({ controllers: [ExampleController] })
    class ExampleModule {}
    await expect(permissionsOf(ExampleModule)).rejects.toThrow('/api/examples');
  });
});
